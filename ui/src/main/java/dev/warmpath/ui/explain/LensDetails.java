package dev.warmpath.ui.explain;

import dev.warmpath.lens.Cited;
import dev.warmpath.lens.Lens;
import dev.warmpath.lens.LensCatalog;
import dev.warmpath.lens.LensKey;
import dev.warmpath.ui.look.Fields;
import dev.warmpath.ui.look.Parts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Every rule of a lens with its source, date and certainty; prices can be typed in. FX thread. */
final class LensDetails extends VBox {
  private static final double WIDTH = 560;
  private static final double HEIGHT = 460;
  private static final double MOST_PRICE = 1_000_000;
  private static final List<LensKey> PRICES =
      List.of(LensKey.PRICE_INPUT, LensKey.PRICE_CACHED, LensKey.PRICE_WRITE);

  private final ExplainViewModel model;
  private final Consumer<Lens> store;
  private Lens lens;

  LensDetails(ExplainViewModel model, Lens lens, Consumer<Lens> store) {
    super(10);
    this.model = model;
    this.lens = lens;
    this.store = store;
    setId("lens-details");
    getStyleClass().add("wp-picker");
    setPrefWidth(WIDTH);
    GridPane grid = new GridPane(10, 8);
    ColumnConstraints names = new ColumnConstraints(165, 170, 180);
    ColumnConstraints values = new ColumnConstraints();
    values.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().setAll(names, values);
    int row = 0;
    List<LensKey> keys = new ArrayList<>(PRICES);
    Arrays.stream(LensKey.values()).filter(key -> !PRICES.contains(key)).forEach(keys::add);
    for (LensKey key : keys) {
      Label name = Parts.label(LensWords.name(key), "wp-fact-name");
      GridPane.setValignment(name, VPos.TOP);
      grid.addRow(row++, name, PRICES.contains(key) ? price(key) : value(key));
    }
    ScrollPane scroll = Parts.scrolling(grid);
    scroll.setPrefHeight(HEIGHT);
    getChildren()
        .addAll(
            Parts.label(lens.name(), "wp-title"),
            Parts.paragraph(
                "Looked at on " + lens.dated() + ". Prices are per million tokens; type your own"
                    + " where one is unknown. Nothing is guessed.",
                "wp-secondary", "wp-minor"),
            scroll);
  }

  private Node value(LensKey key) {
    Cited cited = lens.cited(key);
    return new VBox(1, Parts.paragraph(LensWords.value(cited), "wp-fact"), source(cited));
  }

  private static Label source(Cited cited) {
    return Parts.paragraph(
        cited.isKnown()
            ? LensWords.certainty(cited) + " · " + cited.source() + " · " + cited.date()
            : cited.source() + " · " + cited.date(),
        "wp-minor", "wp-secondary");
  }

  private Node price(LensKey key) {
    Cited cited = lens.cited(key);
    TextField field =
        Fields.field(
            "lens-" + key.id(), cited.isKnown() ? String.valueOf(cited.value()) : "",
            text -> change(key, text));
    field.setPromptText("unknown");
    field.setPrefColumnCount(8);
    field.setMaxWidth(USE_PREF_SIZE);
    return new VBox(2, field, source(cited));
  }

  private Optional<String> change(LensKey key, String text) {
    String typed = text.strip();
    Cited before = lens.cited(key);
    if (typed.equals(before.isKnown() ? String.valueOf(before.value()) : "")) {
      return Optional.empty();
    }
    String day = LocalDate.now().toString();
    Cited after;
    if (typed.isEmpty()) {
      after = new Cited(null, "taken out by you", day, Cited.Certainty.UNKNOWN);
    } else {
      BigDecimal amount;
      try {
        amount = new BigDecimal(typed);
      } catch (NumberFormatException e) {
        return Optional.of("“" + typed + "” is no number; write a price such as 0.25");
      }
      if (amount.signum() < 0 || amount.doubleValue() > MOST_PRICE) {
        return Optional.of("A price is 0 to " + (long) MOST_PRICE + " per million tokens");
      }
      after = new Cited(amount.doubleValue(), "typed in by you", day, Cited.Certainty.USER);
    }
    lens = lens.with(key, after);
    LensCatalog changed = model.catalog().get().with(lens);
    model.catalog().set(changed);
    store.accept(lens);
    return Optional.empty();
  }
}
