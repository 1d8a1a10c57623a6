"""The nouns: frozen values without input or output. Read them in one sitting."""
