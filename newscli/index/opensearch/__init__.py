"""The same archive in an engine, OpenSearch: what one file cannot hold.

`address` reads its name, `client` speaks to it, `layout` says how an article lies there, `loading`
brings it, `queries` says what is sought in the engine's language, and `store` answers what
`index.Index` answers, by what `asking` gathers.  Only who names an engine imports any of it.
"""
