package dev.warmpath.ui.document;

import dev.warmpath.ui.Causes;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/** What the window tells and asks: banners above the panes, one question at a time. FX thread. */
public final class Notices {
  /** More banners than this would push the work off the screen; the oldest goes. */
  private static final int MOST = 3;

  /** How serious a banner is. */
  public enum Kind { INFO, WARNING, ERROR }

  /** What a banner is about: one banner each, the newest. */
  public enum Subject {
    FILE, RECOVERY, SAMPLES, MODEL, TEMPLATE, CACHE, REQUESTS, LENSES, ENDPOINT
  }

  /** A button: what it says and does. */
  public record Choice(String title, Runnable action) {}

  /**
   * A banner.
   *
   * @param subject a newer notice on the same one replaces it
   * @param text what happened, the numbers, what to do
   * @param choices buttons besides the one that closes it
   */
  public record Notice(Kind kind, Subject subject, String text, List<Choice> choices) {
    public Notice {
      choices = List.copyOf(choices);
    }
  }

  /**
   * A question that must be answered before going on; closing it counts as cancel.
   *
   * @param choices the first is the default
   */
  public record Question(String title, String text, List<Choice> choices) {
    public Question {
      choices = List.copyOf(choices);
    }
  }

  private final ObservableList<Notice> banners = FXCollections.observableArrayList();
  /** Held here: listeners on a wrapper nobody holds are lost with it. */
  private final ObservableList<Notice> shown = FXCollections.unmodifiableObservableList(banners);
  private final ObjectProperty<@Nullable Question> question = new SimpleObjectProperty<>();
  private final ObjectProperty<String> toast = new SimpleObjectProperty<>("");

  /** Newest last. */
  public ObservableList<Notice> banners() {
    return shown;
  }

  public ObjectProperty<@Nullable Question> question() {
    return question;
  }

  /** A word of success that goes by itself; set again for each. */
  public ObjectProperty<String> toast() {
    return toast;
  }

  public void show(Kind kind, Subject subject, String text, Choice... choices) {
    clear(subject);
    banners.add(new Notice(kind, subject, text, List.of(choices)));
    if (banners.size() > MOST) {
      banners.removeFirst();
    }
  }

  /** Shows a failure in words for people. */
  public void fail(Subject subject, Throwable failure, Choice... choices) {
    show(Kind.ERROR, subject, message(failure), choices);
  }

  public void clear(Subject subject) {
    banners.removeIf(notice -> notice.subject() == subject);
  }

  public void close(Notice notice) {
    banners.remove(notice);
  }

  public void done(String text) {
    toast.set("");
    toast.set(text);
  }

  public void ask(Question asked) {
    question.set(asked);
  }

  /** Takes the question away, then acts: the action may ask the next one. */
  public void answer(Choice choice) {
    question.set(null);
    choice.action().run();
  }

  /** The innermost message that says something; its type when none does. */
  static String message(Throwable failure) {
    Throwable at = Causes.of(failure);
    String text = at.getMessage();
    if (at instanceof NoSuchFileException missing) {
      return "There is no file " + missing.getFile() + ". It may have been moved or deleted.";
    }
    if (at instanceof AccessDeniedException denied) {
      return "Not allowed to use " + denied.getFile() + ". Check its permissions.";
    }
    return text == null || text.isBlank() ? at.getClass().getSimpleName() : text;
  }
}
