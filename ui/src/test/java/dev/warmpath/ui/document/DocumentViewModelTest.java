package dev.warmpath.ui.document;

import static org.assertj.core.api.Assertions.assertThat;

import dev.warmpath.ui.fakes.FakePorts;
import dev.warmpath.ui.fakes.Samples;
import dev.warmpath.ui.fakes.TickingClock;
import dev.warmpath.ui.ports.Ports;
import dev.warmpath.ui.ports.Settings;
import dev.warmpath.ui.ports.WorkspaceStore;
import dev.warmpath.workspace.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocumentViewModelTest {
  private static final Path FILE = Path.of("/work/a.warmpath");

  private final FakePorts fakes = new FakePorts();
  private final TickingClock clock = new TickingClock();
  private final Ports ports = fakes.ports(clock, Runnable::run, Runnable::run);
  private final Notices notices = new Notices();
  private final DocumentViewModel document = new DocumentViewModel(ports, notices);
  private final Workspace saved = Samples.small("one");

  @Test
  void anEditMakesItEditedAndGoingBackMakesItCleanAgain() {
    open();
    document.workspace().set(edited("two"));
    assertThat(document.edited().get()).isTrue();

    document.workspace().set(saved);

    assertThat(document.edited().get()).isFalse();
  }

  @Test
  void foldingIsNoEdit() {
    open();
    var folded = saved.segments().stream().map(s -> s.withFolded(true)).toList();

    document.workspace().set(saved.withSegments(folded));

    assertThat(document.edited().get()).isFalse();
  }

  @Test
  void openingAnotherFileAsksBeforeLosingEditsAndCancelKeepsThem() {
    open();
    document.workspace().set(edited("mine"));

    document.open(Path.of("/work/b.warmpath"));

    answer("Cancel");
    assertThat(document.workspace().get()).isEqualTo(edited("mine"));
    assertThat(document.edited().get()).isTrue();
  }

  @Test
  void savingFromTheQuestionWritesTheFileThenGoesOn() {
    open();
    document.workspace().set(edited("mine"));
    boolean[] gone = {false};

    document.guard(() -> gone[0] = true);
    answer("Save");

    assertThat(gone[0]).isTrue();
    assertThat(fakes.files.get(FILE)).isEqualTo(edited("mine"));
    assertThat(document.edited().get()).isFalse();
  }

  @Test
  void aNameWithoutItsEndingGetsIt(@TempDir Path folder) throws IOException {
    open();
    fakes.chosen.add(folder.resolve("plain"));
    document.saveAs();

    Path named = folder.resolve("plain.warmpath");
    assertThat(document.file().get()).isEqualTo(named);
    assertThat(document.title().get()).isEqualTo("plain.warmpath");
    assertThat(fakes.files).containsKey(named);
  }

  @Test
  void theEndingNeverReplacesAnotherFileUnasked(@TempDir Path folder) throws IOException {
    open();
    Path there = Files.createFile(folder.resolve("plain.warmpath"));
    fakes.chosen.add(folder.resolve("plain"));
    document.saveAs();
    assertThat(fakes.files).doesNotContainKey(there);

    answer("Replace");

    assertThat(fakes.files).containsKey(there);
  }

  @Test
  void aFailedSaveKeepsTheEditsAndSaysWhy() {
    open();
    document.workspace().set(edited("mine"));
    fakes.saveFailure = new IOException("No space left on the device; 2 kB are needed");
    boolean[] gone = {false};

    document.guard(() -> gone[0] = true);
    answer("Save");

    assertThat(gone[0]).isFalse();
    assertThat(document.edited().get()).isTrue();
    assertThat(notices.banners())
        .singleElement()
        .extracting(Notices.Notice::text)
        .isEqualTo("No space left on the device; 2 kB are needed");
  }

  @Test
  void anImportIsUnsavedFromTheStart() {
    document.importText("{\"messages\": []}");

    assertThat(document.open().get()).isTrue();
    assertThat(document.edited().get()).isTrue();
    assertThat(document.file().get()).isNull();
  }

  @Test
  void textThatIsNoRequestIsRefusedAndWhatWasOpenStays() {
    open();

    document.importText("hello");

    assertThat(document.workspace().get()).isEqualTo(saved);
    assertThat(notices.banners())
        .singleElement()
        .extracting(Notices.Notice::text)
        .isEqualTo("The text is no request body; it must start with {");
  }

  @Test
  void aMissingRecentFileIsForgottenAndNamed() {
    fakes.preferences.put(Settings.RECENT_FILES.name(), "/work/gone.warmpath");
    DocumentViewModel later = new DocumentViewModel(ports, notices);

    later.open(Path.of("/work/gone.warmpath"));

    assertThat(later.recent()).isEmpty();
    assertThat(notices.banners())
        .singleElement()
        .extracting(Notices.Notice::text)
        .isEqualTo(
            "There is no file /work/gone.warmpath. It may have been moved or deleted.");
  }

  @Test
  void savingASampleAsksWhereAndRemembersIt() {
    document.openSample(new WorkspaceStore.Sample(Path.of("/samples/x.warmpath"), saved));
    fakes.chosen.add(FILE);

    document.save();

    assertThat(document.file().get()).isEqualTo(FILE);
    assertThat(document.recent()).containsExactly(FILE);
    assertThat(document.title().get()).isEqualTo("a.warmpath");
  }

  @Test
  void unsavedTextReachesTheDiskOnlyWhenAllowed() {
    open();
    document.workspace().set(edited("private"));
    clock.pass(Duration.ofMinutes(1));
    document.recovery().tick();
    assertThat(fakes.recovery).isNull();

    document.recovery().allow(true);
    assertThat(ports.preferences().get(Settings.CRASH_RECOVERY)).isTrue();
    document.workspace().set(edited("allowed"));
    document.recovery().tick();
    assertThat(fakes.recovery).as("not before five seconds").isNull();
    clock.pass(Duration.ofSeconds(5));
    document.recovery().tick();

    assertThat(Objects.requireNonNull(fakes.recovery).workspace()).isEqualTo(edited("allowed"));
    fakes.files.put(FILE, saved);
    document.save();
    assertThat(fakes.recovery).as("dropped once saved").isNull();
  }

  @Test
  void whatIsUnsavedWhenRecoveryIsAllowedIsKeptWithoutAnotherKey() {
    open();
    document.workspace().set(edited("before"));
    document.recovery().allow(true);
    clock.pass(Duration.ofSeconds(5));
    document.recovery().tick();

    assertThat(Objects.requireNonNull(fakes.recovery).workspace()).isEqualTo(edited("before"));
  }

  @Test
  void forbiddingRecoveryDeletesAlsoWhatAnotherSessionLeftWhileItCanStillBeRestored() {
    fakes.recovery = new WorkspaceStore.Recovered(saved, FILE);
    document.recovery().offer();

    document.recovery().allow(false);

    assertThat(fakes.recovery).isNull();
    notices.banners().getFirst().choices().getFirst().action().run();
    assertThat(document.workspace().get()).isEqualTo(saved);
  }

  @Test
  void textLeftByACrashIsOfferedAndComesBackUnsaved() {
    fakes.recovery = new WorkspaceStore.Recovered(saved, FILE);

    document.recovery().offer();
    notices.banners().getFirst().choices().getFirst().action().run();

    assertThat(document.workspace().get()).isEqualTo(saved);
    assertThat(document.edited().get()).isTrue();
    assertThat(document.file().get()).isEqualTo(FILE);
  }

  private void open() {
    fakes.files.put(FILE, saved);
    document.open(FILE);
  }

  private static Workspace edited(String system) {
    return Samples.small(system);
  }

  private void answer(String title) {
    Notices.Question question = Objects.requireNonNull(notices.question().get());
    List<Notices.Choice> choices = question.choices();
    notices.answer(
        choices.stream().filter(choice -> choice.title().equals(title)).findFirst().orElseThrow());
  }
}
