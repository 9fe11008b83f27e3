package dev.warmpath.ui.shell;

import static dev.warmpath.ui.commands.Command.Group.CACHE;
import static dev.warmpath.ui.commands.Command.Group.EDIT;
import static dev.warmpath.ui.commands.Command.Group.FILE;
import static dev.warmpath.ui.commands.Command.Group.HELP;
import static dev.warmpath.ui.commands.Command.Group.MODEL;
import static dev.warmpath.ui.commands.Command.Group.PROMPT;
import static dev.warmpath.ui.commands.Command.Group.VIEW;

import dev.warmpath.token.Segment;
import dev.warmpath.ui.commands.Command;
import dev.warmpath.ui.commands.Commands;
import dev.warmpath.ui.document.DocumentViewModel;
import dev.warmpath.ui.fix.FixBarViewModel;
import dev.warmpath.ui.models.LoadState;
import dev.warmpath.ui.ports.WorkspaceStore.Format;
import dev.warmpath.ui.tree.paint.TreeShades;
import dev.warmpath.ui.workbench.CacheCommands;
import dev.warmpath.ui.workbench.Place;
import dev.warmpath.ui.workbench.WorkbenchViewModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import javafx.beans.Observable;
import javafx.beans.binding.Bindings;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.value.ObservableBooleanValue;
import javafx.scene.input.KeyCombination;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** Everything a user can do in the workbench, as one list. */
final class WorkbenchCommands {
  /** One a window: menus listen to it, and what is static would keep them. */
  private final ObservableBooleanValue always = new SimpleBooleanProperty(true);

  private final WorkbenchViewModel model;
  private final WindowActions window;
  private final EditorActions prompt;
  private final List<Command> list = new ArrayList<>();

  /** What needs the window itself: popovers, the clipboard, its end. */
  interface WindowActions {
    void openSample();

    void openRecent();

    void importClipboard();

    void copyExport(Format format);

    void chooseModel();

    void chooseLens();

    void lensRules();

    void previewFix();

    void sampling();

    void variables();

    void focusTree();

    void searchTree();

    void nextPane(int step);

    void usualLayout();

    void lookBack();

    void filterRequests();

    void fullScreen();

    void quit();
  }

  private WorkbenchCommands(
      WorkbenchViewModel model, WindowActions window, EditorActions prompt) {
    this.model = model;
    this.window = window;
    this.prompt = prompt;
  }

  static Commands of(WorkbenchViewModel model, WindowActions window, EditorActions prompt) {
    WorkbenchCommands made = new WorkbenchCommands(model, window, prompt);
    made.file();
    made.edit();
    made.prompt();
    made.view();
    made.modelAndCache();
    made.help();
    return new Commands(made.list);
  }

  private void file() {
    DocumentViewModel document = model.document();
    ObservableBooleanValue open = document.open();
    add(FILE, "file.new", "New prompt", "Shortcut+N", Feather.FILE_PLUS, document::create, always);
    add(FILE, "file.open", "Open…", "Shortcut+O", Feather.FOLDER, document::chooseAndOpen, always);
    add(FILE, "file.sample", "Open sample…", "Shortcut+Shift+O", Feather.BOOK_OPEN,
        window::openSample, always);
    add(FILE, "file.recent", "Open recent…", "Shortcut+R", Feather.CLOCK, window::openRecent,
        when(() -> !document.recent().isEmpty(), document.recent()));
    add(FILE, "file.save", "Save", "Shortcut+S", Feather.SAVE, document::save, open);
    add(FILE, "file.saveAs", "Save as…", "Shortcut+Shift+S", Feather.SAVE, document::saveAs, open);
    add(FILE, "file.import", "Import from clipboard", "Shortcut+Shift+V", Feather.CLIPBOARD,
        window::importClipboard, always);
    add(FILE, "file.importFile", "Import a request file…", null, Feather.DOWNLOAD,
        document::chooseAndOpen, always);
    for (Format format : Format.values()) {
      String id = format.name().toLowerCase(Locale.ROOT);
      add(FILE, "file.export." + id, "Export as " + format.title() + "…", null, Feather.SHARE,
          () -> document.export(format), open);
    }
    add(FILE, "file.copyCurl", "Copy as curl command", "Shortcut+Shift+C", Feather.TERMINAL,
        () -> window.copyExport(Format.CURL), open);
    add(FILE, "file.close", "Close prompt", "Shortcut+W", Feather.X_SQUARE, document::close, open);
    add(FILE, "file.quit", "Quit Warmpath", "Shortcut+Q", Feather.LOG_OUT, window::quit, always);
  }

  private void edit() {
    ObservableBooleanValue open = model.document().open();
    add(EDIT, "edit.undo", "Undo", "Shortcut+Z", Feather.ROTATE_CCW, prompt::undo, open);
    add(EDIT, "edit.redo", "Redo", "Shortcut+Shift+Z", Feather.ROTATE_CW, prompt::redo, open);
    add(EDIT, "edit.find", "Find in prompt", "Shortcut+F", Feather.SEARCH, prompt::find, open);
  }

  private void prompt() {
    ObservableBooleanValue open = model.document().open();
    add(PROMPT, "prompt.send", "Send", "Shortcut+Enter", Feather.PLAY, prompt::send,
        prompt.canSend());
    add(PROMPT, "prompt.cancel", "Cancel the run", "Shortcut+Period", Feather.SQUARE,
        this::cancel, Bindings.or(prompt.running(), model.pair().running()));
    add(PROMPT, "prompt.cold", "Cold run", "Shortcut+Shift+Enter", Feather.WIND, prompt::coldRun,
        prompt.canSend());
    add(PROMPT, "prompt.continue", "Continue with the answer", "Shortcut+Alt+Enter",
        Feather.CORNER_DOWN_RIGHT, prompt::continueAnswer, prompt.canContinue());
    FixBarViewModel fixes = model.explaining().fixes();
    ObservableBooleanValue fixable = when(fixes::applicable, fixes.bar());
    add(PROMPT, "prompt.fix.preview", "Preview the fix", "Shortcut+Shift+J", Feather.EYE,
        window::previewFix, fixable);
    add(PROMPT, "prompt.fix", "Apply the fix", "Shortcut+J", Feather.ZAP, fixes::apply,
        fixable);
    toggle(PROMPT, "prompt.rendered", "Rendered prompt", "Shortcut+E",
        Feather.CODE, model.prompt().rendered());
    toggle(PROMPT, "prompt.boundaries", "Mark where tokens begin", "Shortcut+B", Feather.COLUMNS,
        model.prompt().boundaries());
    for (Segment.Kind kind : Segment.Kind.values()) {
      String name = kind.name().toLowerCase(Locale.ROOT);
      add(PROMPT, "prompt.add." + name, "Add a segment: " + name, null, Feather.PLUS_SQUARE,
          () -> model.prompt().add(kind, ""), open);
    }
    add(PROMPT, "prompt.sampling", "Sampling settings…", "Shortcut+Shift+G", Feather.SLIDERS,
        window::sampling, open);
    add(PROMPT, "prompt.variables", "Variables…", "Shortcut+Shift+L", Feather.HASH,
        window::variables, open);
  }

  private void cancel() {
    prompt.cancel();
    model.pair().cancel();
  }

  private void view() {
    place(Place.PROMPT, "Go to the prompt", "Shortcut+1", Feather.EDIT_3);
    place(Place.EXPLORER, "Go to the cache explorer", "Shortcut+2", Feather.LAYERS);
    place(Place.REQUESTS, "Go to the requests", "Shortcut+3", Feather.LIST);
    add(VIEW, "view.compare", "Compare two requests", "Shortcut+4", Feather.COLUMNS,
        model::compareRequests,
        when(() -> model.feed().traces().get().size() > 1, model.feed().traces()));
    place(Place.MODELS, "Go to the two models", "Shortcut+5", Feather.BOX);
    place(Place.SETTINGS, "Settings", "Shortcut+Comma", Feather.SETTINGS);
    add(VIEW, "view.lens", "Choose a lens…", "Shortcut+L", Feather.FILTER, window::chooseLens,
        always);
    add(VIEW, "view.lensRules", "Rules and prices of the lens…", "Shortcut+Shift+Y",
        Feather.DOLLAR_SIGN, window::lensRules, always);
    toggle(VIEW, "view.togglePrompt", "Show or hide the prompt", "Shortcut+Shift+1",
        Feather.SIDEBAR, model.promptShown());
    toggle(VIEW, "view.toggleRequests", "Show or hide the requests", "Shortcut+Shift+2",
        Feather.SIDEBAR, model.requestsShown());
    toggle(VIEW, "view.toggleInspector", "Show or hide the inspector", "Shortcut+Shift+3",
        Feather.SIDEBAR, model.inspectorShown());
    add(VIEW, "view.focusTree", "Move to the prefix tree", "Shortcut+Shift+F2", Feather.GIT_BRANCH,
        window::focusTree, always);
    add(VIEW, "view.nextPane", "Move to the next pane", "F6", Feather.CHEVRONS_RIGHT,
        () -> window.nextPane(1), always);
    add(VIEW, "view.previousPane", "Move to the previous pane", "Shift+F6", Feather.CHEVRONS_LEFT,
        () -> window.nextPane(-1), always);
    add(VIEW, "view.lookBack", "Look back in time", "Shortcut+Shift+B", Feather.REWIND,
        window::lookBack, always);
    toggle(VIEW, "view.evictionOrder", "Show the eviction order", "Shortcut+Shift+X",
        Feather.LIST, model.tree().orderShown());
    for (TreeShades.By by : TreeShades.By.values()) {
      add(VIEW, "view.colour." + by.title(), "Colour the tree by " + by.title(), null,
          Feather.DROPLET, () -> model.tree().colourBy().set(by), always);
    }
    add(VIEW, "view.searchTree", "Search the prefix tree", "Shortcut+Shift+F", Feather.SEARCH,
        window::searchTree, always);
    add(VIEW, "view.filterRequests", "Filter the requests", "Shortcut+Shift+R", Feather.FILTER,
        window::filterRequests, always);
    add(VIEW, "view.usualLayout", "Usual layout", null, Feather.LAYOUT,
        window::usualLayout, always);
    add(VIEW, "view.theme", "Switch light and dark", "Shortcut+Shift+T", Feather.SUN,
        model.appearance()::toggleTheme, always);
    add(VIEW, "view.larger", "Larger text", "Shortcut+Equals", Feather.ZOOM_IN,
        model.appearance()::larger, always);
    add(VIEW, "view.smaller", "Smaller text", "Shortcut+Minus", Feather.ZOOM_OUT,
        model.appearance()::smaller, always);
    add(VIEW, "view.usualSize", "Usual text size", "Shortcut+0", Feather.MAXIMIZE_2,
        model.appearance()::usualSize, always);
    add(VIEW, "view.fullScreen", "Full screen", "F11", Feather.MAXIMIZE, window::fullScreen,
        always);
  }

  private void modelAndCache() {
    ObservableBooleanValue loaded = Bindings.isNotNull(model.feed().model());
    add(MODEL, "model.choose", "Choose a model…", "Shortcut+M", Feather.BOX, window::chooseModel,
        always);
    add(MODEL, "model.browse", "Browse for a model…", "Shortcut+Shift+M", Feather.FOLDER,
        model.models()::browse, always);
    add(MODEL, "model.reload", "Load the model again", null, Feather.REFRESH_CW,
        model.models()::reload, always);
    add(MODEL, "model.cancel", "Cancel loading", null, Feather.X_CIRCLE, model.models()::cancel,
        when(
            () -> model.models().state().get() instanceof LoadState.Loading,
            model.models().state()));
    add(MODEL, "model.unload", "Unload the model", null, Feather.POWER, model.models()::unload,
        loaded);
    add(MODEL, "model.facts", "Show the model’s facts and hazards", "Shortcut+I", Feather.INFO,
        model::showModel, loaded);
    add(MODEL, "model.compare", "Compare with another model…", "Shortcut+D", Feather.COPY,
        model::compareModels, always);
    add(MODEL, "model.closeSecond", "Close the second model", "Shortcut+Shift+D",
        Feather.MINUS_SQUARE, model.pair()::close,
        when(
            () -> !(model.pair().models().state().get() instanceof LoadState.None),
            model.pair().models().state()));
    add(MODEL, "model.endpoint", "Start or stop the endpoint", "Shortcut+Shift+E", Feather.RADIO,
        model.endpoint()::toggle, always);
    add(MODEL, "model.copyAddress", "Copy the endpoint’s address", "Shortcut+Shift+A", Feather.COPY,
        model.endpoint()::copyAddress,
        when(() -> model.endpoint().state().get().running(), model.endpoint().state()));
    cache(loaded);
  }

  private void cache(ObservableBooleanValue loaded) {
    CacheCommands cache = new CacheCommands(model);
    add(CACHE, "cache.clear", "Clear the whole cache", "Shortcut+Shift+Delete",
        Feather.TRASH_2, cache::clearAll, loaded);
    add(CACHE, "cache.clearNamespace", "Clear this prompt’s namespace", null, Feather.TRASH,
        cache::clearNamespace, loaded);
    add(CACHE, "cache.clearBranch", "Clear the selected branch", null, Feather.SCISSORS,
        cache::clearBranch, cache.canPin());
    add(CACHE, "cache.pin", "Pin the selected prefix", "Shortcut+P", Feather.LOCK,
        () -> cache.pin(true), cache.canPin());
    add(CACHE, "cache.unpin", "Unpin the selected prefix", "Shortcut+Shift+P", Feather.UNLOCK,
        () -> cache.pin(false), cache.canPin());
  }

  private void help() {
    add(HELP, "help.palette", "Search actions", "Shortcut+K", Feather.COMMAND,
        () -> model.overlay().set(WorkbenchViewModel.Overlay.PALETTE), always);
    add(HELP, "help.keys", "Show all keys", "F1", Feather.HELP_CIRCLE,
        () -> model.overlay().set(WorkbenchViewModel.Overlay.KEYS), always);
  }

  private void place(Place place, String title, String key, Ikon icon) {
    String id = "view." + place.name().toLowerCase(Locale.ROOT);
    add(VIEW, id, title, key, icon, () -> model.place().set(place), always);
  }

  private void toggle(
      Command.Group group, String id, String title, String key, Ikon icon,
      BooleanProperty shown) {
    add(group, id, title, key, icon, () -> shown.set(!shown.get()), always);
  }

  private void add(
      Command.Group group, String id, String title, @Nullable String key, Ikon icon,
      Runnable action, ObservableBooleanValue enabled) {
    KeyCombination combination = key == null ? null : KeyCombination.valueOf(key);
    list.add(new Command(id, group, title, combination, icon, action, enabled));
  }

  private static ObservableBooleanValue when(BooleanSupplier test, Observable... of) {
    return Bindings.createBooleanBinding(test::getAsBoolean, of);
  }
}
