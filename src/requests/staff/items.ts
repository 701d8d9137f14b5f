/** What the kit's `cell` partial prints, and one line of its `facts`. */
type Cell = string | null | { date: string } | { text: string; href: string } | Cell[];
export type Item = { label: string; value: Cell };
