"""Proofs about a pathway, over all clients that its assessment allows."""
