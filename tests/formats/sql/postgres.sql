--
-- PostgreSQL database dump
--

SET client_encoding = 'UTF8';

COPY public.articles (id, headline, body, byline, published_on, note) FROM stdin;
1	Velm's ferry stops after a storm	The ferry of Velm stopped running on Tuesday after a storm; the harbour's office told passengers to wait.\n\nNobody was hurt when the waves tore three beams from the landing stage, said the harbour master.	Ida Holm	2019-05-03	\N
2	Lysvik keeps its library open on Sundays	The council of Lysvik voted nine to three to keep the library open on Sundays, after a debate of four hours.\n\nThe mayor, who was against, called the costs “too high for a small town”.	Tom Aker	2019-05-04	\N
\.

SELECT pg_catalog.setval('public.articles_id_seq', 2, true);
