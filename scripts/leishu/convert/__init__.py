"""The first half for one source: received bytes → a page of docs/sources/ that people own from then on.

`pipeline` is pure: the same bytes, record and program give the same page. `store` keeps what people did to it: a page
is renewed only where nobody edited it, merged where the edits allow, and otherwise proposed.
"""
