"""The ledger of places (名额账): every booking takes places from one account and puts as many into another."""
