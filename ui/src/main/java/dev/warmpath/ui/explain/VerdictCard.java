package dev.warmpath.ui.explain;

import dev.warmpath.explain.Verdict;
import dev.warmpath.explain.cause.Divergence;
import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.canvas.FrameClock;
import dev.warmpath.ui.canvas.Palette;
import dev.warmpath.ui.canvas.RunText;
import dev.warmpath.ui.look.Parts;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;

/** Why the selected request hit or missed, with the evidence. FX thread. */
public final class VerdictCard extends VBox {
  private static final double SURE = 0.995;
  private static final double NUMBER_WIDTH = 34;

  private final ExplainViewModel model;
  private final FrameClock clock;
  private final ObservableValue<Palette> palette;
  private double zoom = 1;
  private List<Object> shown = List.of("not yet");

  /**
   * @param palette the theme's colours
   */
  public VerdictCard(
      ExplainViewModel model, FrameClock clock, ObservableValue<Palette> palette) {
    super(6);
    this.model = model;
    this.clock = clock;
    this.palette = palette;
    setId("card-verdict");
    getStyleClass().add("wp-card");
    model.verdict().addListener(o -> show());
    model.revision().addListener(o -> show());
    model.selection().request().addListener(o -> show());
    palette.addListener(o -> show());
    show();
  }

  /**
   * Draws text at another size.
   *
   * @param newZoom how much larger than usual
   */
  public void setZoom(double newZoom) {
    zoom = newZoom;
    shown = List.of("not yet");
    show();
  }

  private void show() {
    Verdict verdict = model.verdict().get();
    Long id = model.selection().request().get();
    List<Object> now =
        id == null
            ? List.of()
            : List.of(
                id, verdict == null ? "" : verdict, model.isCold(id), model.problemOf(id),
                palette.getValue());
    if (now.equals(shown)) {
      return; // other requests' verdicts arrive many times a second
    }
    shown = now;
    getChildren().clear();
    if (id == null) {
      return;
    }
    if (model.isCold(id)) {
      head("Why it missed", "It was asked to use no cache", false);
      getChildren().add(note("A cold run shows what the prompt costs without one."));
    } else if (verdict == null) {
      String problem = model.problemOf(id);
      head("Why", problem.isEmpty() ? "…" : "Not explained", false);
      if (!problem.isEmpty()) {
        getChildren().add(note("The explanation failed: " + problem));
      }
    } else {
      show(id, verdict);
    }
  }

  private void show(long id, Verdict verdict) {
    boolean fault = verdict.cause().isFault();
    String lens =
        Explanations.isLocal(model.lens().get()) ? "" : " · " + model.lens().get().name();
    head((fault ? "Why it missed" : "Nothing went wrong") + lens, VerdictWords.title(verdict),
        fault);
    Divergence at = verdict.divergence();
    if (at != null && fault) {
      VBox texts =
          new VBox(
              4, line(verdict.baseline(), VerdictWords.older(at)),
              line(id, VerdictWords.newer(at)));
      texts.setId("verdict-texts");
      getChildren().add(texts);
    }
    verdict.lens().notes().forEach(assumed -> getChildren().add(note(assumed)));
    String place = VerdictWords.place(verdict);
    if (!place.isEmpty() && fault) {
      Label where = Parts.paragraph(place, "wp-mono", "wp-secondary");
      where.setId("verdict-path");
      getChildren().add(where);
    }
    if (!verdict.detail().isEmpty()) {
      getChildren().add(note(verdict.detail()));
    }
    String cost = VerdictWords.cost(verdict);
    if (!cost.isEmpty()) {
      getChildren().add(note(cost));
    }
    if (fault && verdict.confidence() < SURE) {
      long percent = Math.round(100 * verdict.confidence());
      getChildren().add(note("Confidence " + percent + " %"));
    }
    links(id, verdict);
  }

  private void head(String what, String title, boolean fault) {
    Label small = Parts.label(what, "wp-card-title");
    Label sentence = Parts.paragraph(title, "wp-verdict-title");
    sentence.setId("verdict-title");
    sentence.pseudoClassStateChanged(
        PseudoClass.getPseudoClass("fault"), fault);
    getChildren().addAll(small, sentence);
  }

  private static Label note(String text) {
    return Parts.paragraph(Figures.unbroken(text), "wp-verdict-note");
  }

  private Node line(long request, List<RunText.Run> runs) {
    Label number = Parts.label("#" + request, "wp-mono", "wp-secondary");
    number.setMinWidth(NUMBER_WIDTH * zoom);
    number.setPadding(new Insets(4, 0, 0, 0));
    RunText text = new RunText(clock, palette.getValue());
    text.setZoom(zoom);
    text.setRuns(runs);
    text.setMinWidth(0);
    HBox.setHgrow(text, Priority.ALWAYS);
    HBox line = new HBox(6, number, text);
    line.setMinHeight(Region.USE_PREF_SIZE);
    return line;
  }

  private void links(long id, Verdict verdict) {
    HBox links = new HBox(12);
    if (verdict.by() > 0) {
      links.getChildren().add(link("Request " + verdict.by(), verdict.by(), null));
    }
    if (verdict.baseline() > 0 && verdict.divergence() != null) {
      links.getChildren().add(link("Compare with " + verdict.baseline(), id, verdict.baseline()));
    }
    if (!links.getChildren().isEmpty()) {
      getChildren().add(links);
    }
  }

  private Hyperlink link(String text, long request, @Nullable Long compared) {
    Hyperlink link = new Hyperlink(text);
    link.getStyleClass().add("wp-link");
    link.setOnAction(
        event -> {
          model.selection().compared().set(compared);
          model.selection().request().set(request);
        });
    return link;
  }
}
