// The keys '/', 'f' and 's' lead to the search field, as in Material.

const KEYS = new Set(["/", "f", "s"])

function isTyping(element) {
  return element.isContentEditable || /^(input|select|textarea)$/i.test(element.tagName)
}

function field() {
  const fields = ["search-q", "find"].map((id) => document.getElementById(id))
  return fields.find((input) => input && input.offsetParent)
}

addEventListener("keydown", (event) => {
  if (!KEYS.has(event.key) || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return
  const input = field()
  if (!input) return
  event.preventDefault()
  input.focus()
  input.select()
})
