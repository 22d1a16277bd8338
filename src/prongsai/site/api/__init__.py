"""The site for programs: what people do on its pages, by REST under tokens with scopes."""
