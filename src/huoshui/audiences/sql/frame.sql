-- Who meets which conditions. Every condition of the segments is one bit; a question on top (count, list, overlap) is an
-- expression over the bits. «…» is filled in by audiences.warehouse.compiling; values are parameters and never text.
--
-- Each branch gives lines of (person, words of bits), and here the lines of a person meet. A bit is set where the condition
-- differs from what it is for somebody of whom that branch knows nothing, so lines without bits are left out: "bought 0
-- times" is met by everybody without orders. Bit 0 of word 0 says that there is such a person, and that this viewer sees them.
SELECT person, «merged»
FROM
(
«branches»
)
GROUP BY person
