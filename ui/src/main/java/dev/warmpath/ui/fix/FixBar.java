package dev.warmpath.ui.fix;

import dev.warmpath.explain.text.FirstHunk;
import dev.warmpath.explain.text.WhiteSpace;
import dev.warmpath.token.Segment;
import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.look.Parts;
import dev.warmpath.ui.look.PopOvers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javafx.application.Platform;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;
import org.kordamp.ikonli.feather.Feather;

/** The fix for the last run: preview, apply, and what it brought. FX thread. */
public final class FixBar extends VBox {
  /** From this width on, in text sizes, everything stands side by side. */
  private static final double ONE_ROW = 56;

  /** From this width on the facts have room beside the buttons. */
  private static final double TWO_ROWS = 30;

  private static final double PREVIEW_WIDTH = 460;
  private static final double PREVIEW_HEIGHT = 380;

  private final FixBarViewModel model;
  private final Label title = Parts.paragraph("", "wp-fix-title");
  private final Label facts = Parts.paragraph("", "wp-fix-facts");
  private final Button preview = Parts.button("Preview", this::openPreview, "wp-button");
  private final Button other;
  private final Button apply;
  private final Button undo;
  private final Runnable applied;

  private final Label star = Parts.label("✦", "wp-fix-star");
  private final Button dismiss;

  /**
   * @param words of the button that applies the fix
   * @param applied called after it was
   */
  public FixBar(FixBarViewModel model, String words, Runnable applied) {
    super(6);
    this.model = model;
    setId("fix-bar");
    getStyleClass().add("wp-fix");
    other = Parts.button("Other fix", model::other, "wp-button");
    other.setId("fix-other");
    this.applied = applied;
    apply = Parts.button(words, this::apply, "wp-fix-apply");
    undo = Parts.button("Undo", model::undo, "wp-button");
    preview.setId("fix-preview");
    apply.setId("fix-apply");
    undo.setId("fix-undo");
    title.setId("fix-title");
    title.setMaxWidth(Double.MAX_VALUE);
    facts.setId("fix-facts");
    facts.setMinWidth(0);
    facts.setMaxWidth(Double.MAX_VALUE);
    star.setMinWidth(USE_PREF_SIZE);
    dismiss = Parts.iconButton(Feather.X, "Dismiss", model::dismiss);
    dismiss.setMinWidth(USE_PREF_SIZE);
    for (Button button : List.of(preview, other, apply, undo)) {
      button.setMinWidth(USE_PREF_SIZE);
      button.managedProperty().bind(button.visibleProperty());
    }
    managedProperty().bind(visibleProperty());
    arrange(2);
    widthProperty().addListener(o -> arrange(rows()));
    // Later: fonts change while style sheets are applied, which no child may come or go in.
    title.fontProperty().addListener(o -> Platform.runLater(() -> arrange(rows())));
    model.bar().addListener((o, was, is) -> show(is));
    show(model.bar().get());
  }

  private void apply() {
    model.apply();
    applied.run();
  }

  private int rows() {
    double ems = getWidth() / title.getFont().getSize();
    return ems >= ONE_ROW ? 1 : ems >= TWO_ROWS ? 2 : 3;
  }

  private void arrange(int rows) {
    if (getChildren().size() == rows) {
      return;
    }
    getChildren().clear();
    title.setMinWidth(rows == 1 ? USE_PREF_SIZE : 0);
    HBox.setHgrow(title, rows == 1 ? Priority.NEVER : Priority.ALWAYS);
    HBox.setHgrow(facts, Priority.ALWAYS);
    switch (rows) {
      case 1 -> getChildren().add(row(star, title, facts, other, preview, undo, apply, dismiss));
      case 2 ->
          getChildren().addAll(row(star, title, dismiss), row(facts, other, preview, undo, apply));
      default -> {
        FlowPane buttons = new FlowPane(8, 6, other, preview, undo, apply);
        buttons.setAlignment(Pos.CENTER_RIGHT);
        getChildren().addAll(row(star, title, dismiss), facts, buttons);
      }
    }
  }

  /** Nodes side by side; the words among them take what is left and wrap. */
  private static HBox row(Node... nodes) {
    HBox row = new HBox(8, nodes);
    row.setAlignment(Pos.CENTER_LEFT);
    return row;
  }

  private void show(FixBarViewModel.Bar bar) {
    setVisible(bar.stage() != FixBarViewModel.Stage.HIDDEN);
    title.setText(bar.title());
    String words = bar.problem().isEmpty() ? bar.facts() : bar.facts() + " · " + bar.problem();
    facts.setText(Figures.unbroken(words));
    boolean proposed = bar.stage() == FixBarViewModel.Stage.PROPOSED;
    boolean possible = proposed && bar.problem().isEmpty();
    preview.setVisible(possible);
    apply.setVisible(possible);
    other.setVisible(possible && bar.others() > 0);
    undo.setVisible(bar.stage() == FixBarViewModel.Stage.APPLIED);
    apply.setTooltip(new Tooltip("Change the segments; one step back undoes it"));
  }

  /** Shows what would change, above the bar. */
  public void openPreview() {
    FixBarViewModel.Bar bar = model.bar().get();
    VBox sheet = new VBox(10, Parts.label("What changes in the prompt", "wp-title"));
    sheet.getStyleClass().add("wp-picker");
    sheet.setId("fix-preview-sheet");
    sheet.setPrefWidth(PREVIEW_WIDTH);
    VBox hunks = new VBox(8);
    hunks.getChildren().setAll(hunks(bar.before(), bar.after()));
    ScrollPane scroll = Parts.scrolling(hunks);
    scroll.setMaxHeight(PREVIEW_HEIGHT);
    PopOver popOver = PopOvers.above(sheet);
    Button doIt =
        Parts.button(
            "Apply",
            () -> {
              popOver.hide();
              apply();
            },
            "wp-primary");
    HBox foot =
        new HBox(8, doIt, Parts.button("Close", popOver::hide, "wp-button"));
    sheet.getChildren()
        .addAll(
            scroll,
            Parts.paragraph(
                bar.facts() + ". Nothing else changes in what the model reads.",
                "wp-verdict-note"),
            foot);
    PopOvers.showAbove(popOver, preview);
  }

  /** What every segment loses and gains, and where it is read. */
  private static List<Node> hunks(List<Segment> before, List<Segment> after) {
    Map<String, Segment> old = byId(before);
    Map<String, Segment> now = byId(after);
    List<String> kept = now.keySet().stream().filter(old::containsKey).toList();
    List<String> order = old.keySet().stream().filter(now::containsKey).toList();
    List<Node> nodes = new ArrayList<>();
    old.forEach(
        (id, was) -> {
          Segment is = now.get(id);
          if (is == null) {
            nodes.add(hunk(was.name(), "goes", was.text(), ""));
          } else if (!was.text().equals(is.text())) {
            nodes.add(hunk(was.name(), "changes" + role(was, is), was.text(), is.text()));
          } else if (kept.indexOf(id) > order.indexOf(id)) {
            nodes.add(hunk(was.name(), "moves to the end" + role(was, is), "", is.text()));
          }
        });
    now.forEach(
        (id, is) -> {
          if (!old.containsKey(id)) {
            nodes.add(hunk(is.name(), "at the end, " + message(is), "", is.text()));
          }
        });
    return nodes;
  }

  private static Map<String, Segment> byId(List<Segment> segments) {
    Map<String, Segment> byId = new LinkedHashMap<>();
    segments.forEach(segment -> byId.put(segment.id(), segment));
    return byId;
  }

  /** A line that another role says is said with the change: the model reads it so. */
  private static String role(Segment was, Segment is) {
    return was.kind().role().equals(is.kind().role()) ? "" : ", " + message(is);
  }

  private static String message(Segment segment) {
    return "in the " + segment.kind().role() + " message";
  }

  private static Node hunk(String name, String what, String removed, String added) {
    VBox box = new VBox(3, Parts.label(name + " · " + what, "wp-secondary"));
    FirstHunk hunk = FirstHunk.of(removed, added);
    if (!hunk.removed().isBlank()) {
      box.getChildren().add(line("− ", hunk.removed(), "removed"));
    }
    if (!hunk.added().isBlank()) {
      box.getChildren().add(line("+ ", hunk.added(), "added"));
    }
    return box;
  }

  private static Label line(String sign, String text, String style) {
    Label line =
        Parts.paragraph(
            sign + WhiteSpace.visible(text.strip()), "wp-mono",
            "wp-hunk");
    line.getStyleClass().add(style);
    line.setMaxWidth(Double.MAX_VALUE);
    return line;
  }
}
