// A SPARQL editor laid over a text area: colours, brackets, undo. The text area stays the truth; without this file it
// is the editor. It lives in a shadow root, whose style sheets are objects: the page allows no inline style.
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { EditorState } from "@codemirror/state";
import { drawSelection, EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { sparql } from "codemirror-lang-sparql";

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.operatorKeyword], color: "var(--accent)", fontWeight: "600" },
  { tag: [tags.string, tags.literal, tags.number, tags.bool], color: "var(--good)" },
  { tag: [tags.variableName, tags.special(tags.variableName)], color: "var(--link)" },
  { tag: tags.comment, color: "var(--soft)", fontStyle: "italic" },
]);

const look = EditorView.theme({
  "&": { color: "var(--ink)", backgroundColor: "var(--sheet)", border: "1px solid var(--soft)" },
  "&.cm-focused": { outline: "3px solid var(--focus)", outlineOffset: "1px" },
  ".cm-scroller": { fontFamily: "ui-monospace, monospace", fontSize: "0.9rem", lineHeight: "1.5" },
  ".cm-gutters": { backgroundColor: "var(--paper)", color: "var(--soft)", border: "0" },
  ".cm-cursor": { borderLeftColor: "var(--ink)" },
});

/** Lay an editor over `area`; `run` is called by Ctrl+Enter. Gives a function that sets the text. */
export function layOver(area, label, run) {
  const host = document.createElement("div");
  const root = host.attachShadow({ mode: "open" });
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: area.value,
      extensions: [
        keymap.of([{ key: "Mod-Enter", run: () => { run(); return true; } }, ...defaultKeymap, ...historyKeymap]),
        history(), lineNumbers(), drawSelection(), bracketMatching(), EditorView.lineWrapping,
        syntaxHighlighting(colours), sparql(), look,
        EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false" }),
        EditorView.updateListener.of((update) => { if (update.docChanged) area.value = view.state.doc.toString(); }),
      ],
    }),
  });
  area.after(host);
  area.hidden = true;
  return (text) => view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text } });
}
