// The search page on Pagefind's low-level API. What is asked for stands in the address, so that a search can be shared.

const ROOT = new URL("../../", import.meta.url)
const FACETS = [["country", "Country"], ["pair", "Pair"], ["topic", "Topic"], ["year", "Year"], ["publisher", "Publisher"]]
const PAGE = 20
const SHOWN = 8 // values of a facet before 'Show all'
const DELAY = 200 // milliseconds between the last key and the search

const $ = (id) => document.getElementById(id)

/** Make an element with properties and children; text only ever becomes text. */
function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties)
  element.append(...children)
  return element
}

// --- the state: what stands in the address

function readState() {
  const given = new URLSearchParams(location.search)
  const chosen = Object.fromEntries(FACETS.map(([name]) => [name, given.getAll(name)]))
  return { q: given.get("q") ?? "", sort: given.get("sort") === "date" ? "date" : "relevance", chosen }
}

function address({ q, sort, chosen }) {
  const out = new URLSearchParams()
  if (q.trim()) out.set("q", q.trim())
  for (const [name] of FACETS) for (const value of chosen[name]) out.append(name, value)
  if (sort === "date") out.set("sort", "date")
  const query = out.toString()
  return location.pathname + (query && `?${query}`)
}

function remember(state, how) {
  const url = address(state)
  if (url !== location.pathname + location.search) history[how](null, "", url)
}

function formState() {
  const boxes = [...$("search-groups").querySelectorAll("input:checked")]
  const chosen = Object.fromEntries(FACETS.map(([name]) => [name, boxes.filter((b) => b.name === name).map((b) => b.value)]))
  return { q: $("search-q").value, sort: $("search-sort").value, chosen }
}

// --- asking

let loading
function engine() {
  loading ??= import(new URL("pagefind/pagefind.js", ROOT)).then(async (pagefind) => {
    await pagefind.options({ baseUrl: ROOT.pathname, excerptLength: 32 })
    return { pagefind, all: await pagefind.filters() }
  })
  return loading
}

/** Facets to filter by. Pagefind wants every chosen value of a facet to hold: two countries find what has both. */
function filters(chosen) {
  return Object.fromEntries(Object.entries(chosen).filter(([, values]) => values.length))
}

async function ask(state) {
  const { pagefind, all } = await engine()
  const q = state.q.trim()
  const sort = state.sort === "date" || !q ? { sort: { date: "desc" } } : {}
  const found = await pagefind.search(q || null, { filters: filters(state.chosen), ...sort })
  return { results: found.results, counts: found.filters ?? {}, all }
}

// --- showing

const count = (n, one, many) => `${n.toLocaleString(document.documentElement.lang)} ${n === 1 ? one : many}`

function decoded(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&quot;", '"').replaceAll("&amp;", "&")
}

/** Pagefind's excerpt is HTML with <mark>, cut anywhere; only the marks are taken over. */
function excerpt(html) {
  const cut = /[\p{L}\p{N},;:]\s*$/u.test(html) ? "…" : ""
  return [...html.split(/<\/?mark>/).map((part, i) => (i % 2 ? make("mark", {}, decoded(part)) : decoded(part))), cut]
}

function hit({ url, meta, excerpt: html }) {
  const parts = [meta.date, meta.pair, meta.topic].filter(Boolean)
  const mark = meta.draft ? [" ", make("span", { className: "mark mark--draft" }, meta.draft)] : [] // in previews only
  return make("li", { className: "story" },
    make("p", { className: "story__title" }, make("a", { href: url, dir: "auto" }, meta.title), ...mark),
    make("p", { className: "story__summary", dir: "auto" }, ...excerpt(html)),
    make("p", { className: "meta" }, ...parts.flatMap((text, i) =>
      [make("span", { className: i === 1 && meta.pair ? "part pair" : "part" }, text), " "])))
}

function facet([name, label], { counts, all }, chosen, isOpen) {
  const known = Object.keys({ ...all[name], ...Object.fromEntries(chosen.map((value) => [value, 0])) })
  const number = (value) => counts[name]?.[value] ?? 0
  const newestFirst = (a, b) => (Number(b) || 0) - (Number(a) || 0)
  const by = name === "year" ? newestFirst : (a, b) => number(b) - number(a) || a.localeCompare(b)
  const rank = (value) => (chosen.includes(value) ? 0 : 1)
  const values = known.filter((value) => number(value) || chosen.includes(value)).sort((a, b) => rank(a) - rank(b) || by(a, b))
  if (!values.length) return null
  const box = (value, i) => make("label", { hidden: !isOpen && i >= SHOWN },
    make("input", { type: "checkbox", name, value, checked: chosen.includes(value) }),
    make("span", { dir: "auto" }, value),
    make("span", { className: "count" }, String(number(value))))
  const group = make("fieldset", {}, make("legend", {}, label), ...values.map(box))
  group.dataset.facet = name
  if (values.length > SHOWN && !isOpen) group.append(make("button", { type: "button", className: "plain show-all" }, `Show all ${values.length}`))
  return group
}

function showFacets(answer, state) {
  const groups = $("search-groups")
  const open = new Set([...groups.querySelectorAll("[data-open]")].map((group) => group.dataset.facet))
  const focus = groups.contains(document.activeElement) ? document.activeElement : null
  const made = FACETS.map((item) => {
    const group = facet(item, answer, state.chosen[item[0]], open.has(item[0]))
    if (group && open.has(item[0])) group.dataset.open = ""
    return group
  }).filter(Boolean)
  const total = Object.values(state.chosen).flat().length
  if (total) made.unshift(make("button", { type: "button", className: "plain clear" }, "Clear all choices"))
  groups.replaceChildren(...made)
  $("search-chosen").textContent = total ? ` (${total} chosen)` : ""
  if (focus) groups.querySelector(`input[name="${focus.name}"][value="${CSS.escape(focus.value)}"]`)?.focus()
}

function status(total, state) {
  const q = state.q.trim()
  if (total) return `${count(total, "briefing", "briefings")}${q ? ` for “${q}”` : ", newest first"}`
  const narrowed = Object.values(state.chosen).flat().length
  const advice = narrowed ? "Try fewer choices." : "Check the spelling, or try the name of a country or a person."
  return `Nothing found${q ? ` for “${q}”` : ""}. ${advice}`
}

let turn = 0
async function show(state) {
  const mine = ++turn
  const current = () => mine === turn && $("search")
  let answer
  try {
    answer = await ask(state)
  } catch (error) {
    if (current()) $("search-status").textContent = "The search index could not be loaded."
    throw error
  }
  if (!current()) return
  showFacets(answer, state)
  $("search-status").textContent = status(answer.results.length, state)
  $("search-results").replaceChildren()
  await more(answer.results, 0, current)
}

async function more(results, start, current) {
  const hits = await Promise.all(results.slice(start, start + PAGE).map((result) => result.data()))
  if (!current()) return
  const items = hits.map(hit)
  $("search-results").append(...items)
  const next = start + PAGE
  $("search-more").hidden = next >= results.length
  $("search-more").onclick = () => more(results, next, current)
  if (start) items[0]?.querySelector("a").focus()
}

// --- the page

function fill(state) {
  $("search-q").value = state.q
  $("search-sort").value = state.sort
}

function run(how) {
  const state = formState()
  remember(state, how)
  return show(state)
}

function onGroups(event) {
  const group = event.target.closest("fieldset")
  if (event.target.matches(".show-all")) {
    group.dataset.open = ""
    group.querySelectorAll("label").forEach((label) => (label.hidden = false))
    group.querySelectorAll("input")[SHOWN].focus()
    event.target.remove()
  } else if (event.target.matches(".clear")) {
    $("search-groups").replaceChildren()
    $("search-q").focus()
    run("pushState")
  }
}

function start() {
  const page = $("search")
  if (!page || page.dataset.started) return
  page.dataset.started = ""
  let waiting
  $("search-q").addEventListener("input", () => {
    clearTimeout(waiting)
    waiting = setTimeout(() => run("replaceState"), DELAY)
  })
  page.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault()
    clearTimeout(waiting)
    run("pushState")
  })
  $("search-sort").addEventListener("change", () => run("pushState"))
  $("search-groups").addEventListener("change", () => run("pushState"))
  $("search-groups").addEventListener("click", onGroups)
  $("search-facets").open = matchMedia("(min-width: 60em)").matches
  restore()
}

function restore() {
  if (!$("search")) return
  const state = readState()
  fill(state)
  show(state)
}

addEventListener("popstate", restore)
if (window.document$) window.document$.subscribe(start)
else start()
