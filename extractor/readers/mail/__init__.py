"""Mails: the contract that hangs on one (.eml, .mht, .msg)."""
