package dev.warmpath.ui.inspect;

import dev.warmpath.cache.KvStore;
import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.canvas.RunText;
import dev.warmpath.ui.inspect.Card.Fact;
import java.util.HexFormat;
import java.util.List;

/**
 * One token of the prompt being edited.
 *
 * @param index position in the prompt, from 0
 * @param id its number in the vocabulary
 * @param name how it is shown to a person
 * @param bytes the exact bytes it adds to the text
 * @param state what would happen to it: {@code warm · in place}, {@code cold}, {@code lost}
 * @param style the colour of that state
 */
public record InspectedToken(
    int index, int id, String name, byte[] bytes, String state, RunText.Style style) {

  List<Card> cards() {
    int block = index / KvStore.BLOCK_TOKENS;
    int within = index % KvStore.BLOCK_TOKENS;
    return List.of(
        Card.text("text", "Text", List.of(new RunText.Run(name.replace("\n", "⏎"), style))),
        Card.facts(
            "token", "Token",
            List.of(
                Fact.of("Id", Integer.toString(id)),
                Fact.of("Bytes", HexFormat.ofDelimiter(" ").formatHex(bytes),
                    Figures.count(bytes.length, "byte", "bytes")),
                Fact.of("Position", Figures.count(index)),
                Fact.of("Block", Figures.count(block), "token " + within + " of it"),
                Fact.of("State", state))));
  }
}
