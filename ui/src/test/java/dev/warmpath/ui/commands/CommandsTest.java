package dev.warmpath.ui.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.kordamp.ikonli.feather.Feather;

class CommandsTest {
  private final SimpleBooleanProperty enabled = new SimpleBooleanProperty(true);
  private int runs;
  private final Commands commands =
      new Commands(
          List.of(
              command("file.close", "Close prompt", null),
              command("file.sample", "Open sample…", "Shortcut+Shift+O"),
              command("file.save", "Save", "Shortcut+S"),
              command("view.usualSize", "Usual text size", null)));

  @Test
  void lettersAtWordStartsFindTheCommandFirst() {
    assertThat(commands.search("os").getFirst().command().id()).isEqualTo("file.sample");
    assertThat(commands.search("os").getFirst().positions()).containsExactly(0, 5);
  }

  @Test
  void aRunOfLettersBeatsScatteredOnes() {
    assertThat(commands.search("sa").getFirst().command().id()).isEqualTo("file.save");
  }

  @Test
  void theMenusNameIsFoundToo() {
    assertThat(commands.search("file close"))
        .first()
        .extracting(found -> found.command().id())
        .isEqualTo("file.close");
  }

  @Test
  void aTitleIsFoundBeforeAMenusName() {
    Commands menu =
        new Commands(
            List.of(
                of("model.cancel", Command.Group.MODEL, "Stop", true),
                of("model.unload", Command.Group.MODEL, "Unload model", true),
                of("view.models", Command.Group.VIEW, "More or less delay", true)));
    assertThat(menu.search("model")).extracting(found -> found.command().id())
        .containsExactly("model.unload", "view.models", "model.cancel");
  }

  @Test
  void whatCanBeDoneIsFoundBeforeWhatCannot() {
    Commands menu =
        new Commands(
            List.of(
                of("model.off", Command.Group.MODEL, "Model off", false),
                of("model.cancel", Command.Group.MODEL, "Cancel loading", false),
                of("model.choose", Command.Group.MODEL, "Choose model…", true),
                of("model.stop", Command.Group.MODEL, "Stop", true)));
    assertThat(menu.search("model")).extracting(found -> found.command().id())
        .containsExactly("model.choose", "model.off", "model.stop", "model.cancel");
  }

  @Test
  void aTitleTypedWholeIsFoundFirstEvenWhenItCannotBeDoneNow() {
    Commands menu =
        new Commands(
            List.of(
                of("model.unload", Command.Group.MODEL, "Unload model", true),
                of("edit.undo", Command.Group.EDIT, "Undo", false)));
    assertThat(menu.search("undo")).extracting(found -> found.command().id())
        .containsExactly("edit.undo", "model.unload");
  }

  @Test
  void anEmptyQueryShowsEverythingInOrder() {
    assertThat(commands.search(" ")).extracting(found -> found.command().id())
        .containsExactly("file.close", "file.sample", "file.save", "view.usualSize");
  }

  @Test
  void lettersThatAreNotThereFindNothing() {
    assertThat(commands.search("xyz")).isEmpty();
  }

  @Test
  void aDisabledCommandDoesNothing() {
    enabled.set(false);
    commands.get("file.save").run();
    assertThat(runs).isZero();

    enabled.set(true);
    commands.get("file.save").run();
    assertThat(runs).isEqualTo(1);
  }

  @Test
  void twoCommandsMayNotShareAKey() {
    assertThatThrownBy(
            () ->
                new Commands(
                    List.of(command("a", "A", "Shortcut+A"), command("b", "B", "Shortcut+A"))))
        .hasMessage("b has the key of another command");
  }

  private static Command of(
      String id, Command.Group group, String title, boolean enabled) {
    return new Command(
        id, group, title, null, Feather.BOX, () -> { }, new SimpleBooleanProperty(enabled));
  }

  private Command command(String id, String title, @Nullable String key) {
    return new Command(
        id, Command.Group.FILE, title, key == null ? null : KeyCombination.valueOf(key),
        Feather.FILE, () -> runs++, enabled);
  }
}
