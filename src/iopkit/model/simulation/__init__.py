"""What a simulation needs: arrivals, lengths of stay, queues, capacity, costs, scenario."""
