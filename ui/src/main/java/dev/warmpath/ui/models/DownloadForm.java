package dev.warmpath.ui.models;

import dev.warmpath.ui.canvas.Figures;
import dev.warmpath.ui.look.Meter;
import dev.warmpath.ui.look.Parts;
import dev.warmpath.ui.ports.ModelLibrary.Downloaded;
import dev.warmpath.ui.ports.ModelLibrary.Listed;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.collections.ListChangeListener;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;

/** Models to download: the list with what is known of each, an address, and the one on its way. */
final class DownloadForm extends VBox {
  private static final double LIST_HEIGHT = 140;

  private final DownloadViewModel downloads;
  private final Consumer<Path> load;
  private final VBox rows = new VBox();
  private final ScrollPane scroll = new ScrollPane(rows);
  private final Meter meter = new Meter();
  private final Label words = Parts.paragraph("", "wp-minor");
  private final TextField result = new TextField();
  private final Button start;
  private final Button cancel;
  private final Button open;

  /** @param load takes a model that came, when the user asks for it */
  DownloadForm(DownloadViewModel downloads, Consumer<Path> load) {
    this.downloads = downloads;
    this.load = load;
    setId("download");
    setSpacing(8);
    rows.getStyleClass().add("wp-picker-list");
    scroll.getStyleClass().add("wp-scroll");
    scroll.setFitToWidth(true);
    scroll.setPrefHeight(LIST_HEIGHT);
    scroll.setMinHeight(LIST_HEIGHT / 2);
    start = Parts.button("Download", downloads::start, "wp-primary");
    start.setId("download-start");
    cancel = Parts.button("Stop", downloads::cancel, "wp-button");
    cancel.setId("download-cancel");
    open = Parts.button("Load it", this::loadIt, "wp-button");
    open.setId("download-load");
    result.setEditable(false);
    result.getStyleClass().add("wp-mono");
    result.setAccessibleText("SHA-256 of the downloaded file");
    HBox buttons = new HBox(8, start, cancel, open);
    buttons.setAlignment(Pos.CENTER_LEFT);
    getChildren()
        .addAll(
            scroll,
            field("Address of a .gguf file", "https://…", "download-address", true),
            field("Published SHA-256 (may be empty)", "64 hexadecimal digits", "download-hash",
                false),
            meter, words, result, buttons);
    ListChangeListener<Listed> changed = change -> list();
    downloads.listed().addListener(changed);
    downloads.state().addListener((p, old, now) -> show());
    downloads.address().addListener((p, old, now) -> show());
    list();
    show();
  }

  private Node field(String label, String prompt, String id, boolean isAddress) {
    TextField field = new TextField();
    field.setId(id);
    field.setPromptText(prompt);
    field.setAccessibleText(label);
    field
        .textProperty()
        .bindBidirectional(isAddress ? downloads.address() : downloads.sha256());
    return new VBox(3, Parts.label(label, "wp-minor", "wp-secondary"), field);
  }

  private void list() {
    rows.getChildren().setAll(downloads.listed().stream().map(this::row).toList());
    visible(scroll, !downloads.listed().isEmpty());
  }

  private Node row(Listed model) {
    // One line each: a wrapping label in a button claims the height of its narrowest width.
    VBox face =
        new VBox(
            2, Parts.label(model.name(), "wp-strong"),
            Parts.label(facts(model), "wp-minor", "wp-secondary"));
    face.setMinWidth(0);
    return Parts.choice(
        face, "Choose " + model.name() + ", " + facts(model), () -> downloads.choose(model));
  }

  private static String facts(Listed model) {
    List<String> facts = new ArrayList<>();
    if (model.bytes() > 0) {
      facts.add((model.verified() == null ? "about " : "") + Figures.bytes(model.bytes()));
    }
    if (model.memoryBytes() > 0) {
      facts.add("needs " + Figures.bytes(model.memoryBytes()) + " memory");
    }
    facts.add(model.licence());
    facts.add(model.verified() == null ? "unchecked" : "checked " + model.verified());
    return String.join(" · ", facts);
  }

  private void show() {
    DownloadState now = downloads.state().get();
    boolean running = now instanceof DownloadState.Running;
    visible(meter, running);
    visible(cancel, running);
    visible(start, !running);
    visible(open, now instanceof DownloadState.Done);
    visible(result, now instanceof DownloadState.Done);
    start.setDisable(downloads.address().get().isBlank());
    words.setText(
        switch (now) {
          case DownloadState.Idle() ->
              "Nothing is downloaded before you click Download. Unchecked rows were never compared"
                  + " with their address. Models go to " + downloads.folder() + ".";
          case DownloadState.Running at -> progress(at);
          case DownloadState.Done(Downloaded model) -> {
            result.setText(model.sha256());
            yield model.file().getFileName() + " is here, " + Figures.bytes(model.bytes())
                + (model.matched()
                    ? ". Its SHA-256 is the published one:"
                    : ". No published hash was given; the computed SHA-256 is:");
          }
          case DownloadState.Failed(String message) -> message;
        });
  }

  private String progress(DownloadState.Running at) {
    double share = at.total() > 0 ? (double) at.bytes() / at.total() : 0;
    meter.share().set(share);
    String of = at.total() > 0 ? " of " + Figures.bytes(at.total()) : "";
    String text =
        Figures.bytes(at.bytes()) + of + (at.note().isEmpty() ? "" : " · " + at.note());
    meter.setAccessibleText(text);
    return text;
  }

  private void loadIt() {
    if (downloads.state().get() instanceof DownloadState.Done(Downloaded model)) {
      load.accept(model.file());
    }
  }

  private static void visible(Node node, boolean is) {
    node.setVisible(is);
    node.setManaged(is);
  }
}
