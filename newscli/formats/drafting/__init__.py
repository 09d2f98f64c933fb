"""A record in the making: fields, body and ledger of one article."""
