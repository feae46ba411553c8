// Package ui holds the small parts that pages are made of. A part is a function of what it shows: it asks nothing of
// the database, the session or the clock.
//
// # A page
//
// A page's body is a sequence of bands; a band holds one .page, which keeps to the width of the portal:
//
//	<section class="band"><div class="page"> … </div></section>        white
//	<section class="band band--paper"><div class="page"> … </div></section>   paper: a change of subject
//
// What is pressed or told apart by an icon takes [Icon]; web/build/icons.mjs lists their names, and one icon means one
// thing.
//
// The first band of a page without a hero is "band band--first"; it begins with .head:
//
//	<div class="page head">                        or "page head head--tile", with a Tile as second child
//		<h1>Steden</h1>
//		<p class="lead">Met acht steden is Antwerpen verbonden.</p>
//	</div>
//
// # Words
//
//	.headline          the sentence with bold figures that opens a page about numbers; .headline--list above a list
//	.lead              the paragraph under an h1
//	.prose             running text, as wide as is pleasant to read; lists and headings in it have their space;
//	                   "page prose" for a band that holds nothing else
//	.small, .source    the small third ink: [Source], [Sources]
//	.amount, .nobreak  never breaks: <span class="amount">€ 7.800</span>; [Euros] draws a large one
//	.unseen            for a screen reader only
//	.h3                a heading of another level that looks like an h3
//
// [SectionHead] is the heading of a band: a short thread with a word, the heading, and a link at the right.
//
// # Columns
//
//	.cols, .cols--2    equal columns, as many as fit
//	.split             content and an aside of 20 rem:  <div class="split"><div>…</div><aside>…</aside></div>
//	.block             below another block, with space between
//	.ways              ways on: <ul class="ways"><li><a …
//	.choices           a row of links of which one is chosen: <ul class="choices"><li><a aria-current="true" …
//
// # Parts
//
//	figures            [Figures], at most four
//	a list             [Result] round [SearchField], [Refine] with [Facet]s, [Pills], [Sort], [Downloads], [Rows], [Pager]
//	cities, countries  [TieRows]
//	one thing          [Terms] with [Term], [Exchange], [Factors], [Steps], [Bars], [SDGs], [Tags], [KindMark], [StateTag]
//	to press           [Button], [ButtonLine], [Arrow], [Out]; <div class="actions"> holds several
//	to say             [Notice], [Empty], [Door]
//	charts             [GrowthChart], [EnvelopeChart], [Stems]: as wide as the window, with letters of the page's size
//	drawings           [WorldMap], [NightMap], [TieLegend], [Tile], [Card], [ThreadWide], [ThreadUpright], [LooseThread]
//	words of states    [KindLabel], [StateLabel], [RelationLabel], [PartnershipLabel], [ZuidwerkingLabel], [FactorLabel]
//
// A table that is a list takes the classes "table table--list" and gives each cell its heading, for small windows:
// <td class="number" data-label="Begroot">. A table of years is "table" inside <div class="scroll" tabindex="0"
// role="region" aria-label="Schuif opzij voor alle kolommen">.
//
// # The home page
//
//	<section class="hero night"><div class="page hero__in">
//		<div class="hero__words"> h1, p.lead, @SearchField(… Word: "Zoek"), p of links </div>
//		@NightMap(…)
//	</div></section>
//	@Figures(…) in a plain .page; a paper band with .cols of @Card; a band with @ThreadWide(),
//	<blockquote><p class="quote">…</p></blockquote> and .source; a paper band with .doors of @Door
//
// # A fault
//
//	<div class="page aside-picture fault">
//		@LooseThread()
//		<div class="aside-picture__words">
//			<p class="fault__code">Fout 404</p> h1, p.lead, @SearchField, div.actions of @Arrow,
//			<p class="fault__request">Blijft het fout gaan? Geef deze code door: <code>…</code></p>
//		</div>
//	</div>
//
// # In place
//
// Where the script runs, links and forms inside [Result] refresh that element alone, push the address, keep the focus,
// and have the new .headline read out. Without it they are ordinary links. [Rows] lead to other pages and stand apart;
// so does any element with data-hx-boost="false".
package ui
