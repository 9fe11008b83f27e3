package dev.warmpath.ui.commands;

import dev.warmpath.ui.look.Parts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuItem;

/** Menus made from the commands. FX thread. */
public final class CommandMenus {
  private CommandMenus() {}

  /** One menu per group that has commands. */
  public static List<Menu> of(Commands commands) {
    List<Menu> menus = new ArrayList<>();
    for (Command.Group group : Command.Group.values()) {
      List<Command> inGroup = commands.in(group);
      if (!inGroup.isEmpty()) {
        Menu menu = new Menu(group.title());
        menu.setId("menu-" + group.title().toLowerCase(Locale.ROOT));
        inGroup.forEach(command -> menu.getItems().add(item(command)));
        menus.add(menu);
      }
    }
    return menus;
  }

  /** The menu draws the key and the scene dispatches it: one place for both. */
  private static MenuItem item(Command command) {
    String key = command.keyText();
    MenuItem item = new MenuItem(command.title());
    item.setMnemonicParsing(false);
    item.setGraphic(Parts.icon(command.icon(), 14));
    item.setId("item-" + command.id());
    item.setOnAction(event -> command.run());
    item.setDisable(!command.enabled().get());
    command.enabled().addListener((p, old, now) -> item.setDisable(!now));
    if (!key.isEmpty()) {
      item.setAccelerator(command.key());
    }
    return item;
  }
}
