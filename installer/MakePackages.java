import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Makes the app image and the packages of the system it runs on:
 * {@code MakePackages WORK VERSION JAVAFX_MODULES JDK_MODULES}. WORK holds {@code input/} (jars),
 * {@code javafx/} (JavaFX jars) and {@code content/} (natives, samples); the results are
 * {@code image/} and the packages in WORK itself. Run by Maven with the JDK 25 toolchain.
 */
final class MakePackages {
  static final String NAME = "warmpath";
  private static final String OS = System.getProperty("os.name").toLowerCase(Locale.ROOT);
  private static final boolean WINDOWS = OS.contains("windows");
  private static final boolean MAC = OS.contains("mac");
  private static final String MAIN = "dev.warmpath.app.Main";
  /** macOS cannot sign a bundle with loose content anywhere else. */
  private static final String CONTENT = MAC ? "$APPDIR/../Resources" : "$APPDIR/..";
  private static final String CACHE_OPTION = "-XX:AOTCache=$APPDIR/warmpath.aot";

  /** In jpackage's notation: $APPDIR is the folder of the jars. */
  private static final List<String> JAVA_OPTIONS =
      List.of(
          "--enable-native-access=javafx.graphics,ALL-UNNAMED",
          // What ControlsFX reaches into.
          "--add-exports=javafx.base/com.sun.javafx.event=ALL-UNNAMED",
          "--add-exports=javafx.controls/com.sun.javafx.scene.control=ALL-UNNAMED",
          "--add-exports=javafx.controls/com.sun.javafx.scene.control.behavior=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          // KV rows and models are not in the heap: a small one that shrinks again. A fixed limit
          // also keeps compressed pointers, which the AOT cache was made with.
          "-XX:+UseSerialGC", "-Xms32m", "-XX:NewSize=16m", "-Xmx3g",
          "-XX:MinHeapFreeRatio=20", "-XX:MaxHeapFreeRatio=40",
          // Map the AOT cache where it was made for: no relocation, its pages stay shared.
          "-XX:+UnlockDiagnosticVMOptions", "-XX:ArchiveRelocationMode=0",
          // Nothing is written to the folder for temporary files.
          "-XX:-UsePerfData",
          // A rejected cache is doctor's business, not every command's.
          "-Xlog:aot=off", "-Xlog:cds=off",
          "-Dfile.encoding=UTF-8",
          "-Dwarmpath.natives=" + CONTENT + "/native",
          "-Dwarmpath.samples=" + CONTENT + "/samples");

  private final Path work;
  private final Path project;
  private final String version;

  private MakePackages(Path work, String version) {
    this.work = work;
    this.project = work.getParent();
    this.version = version;
  }

  public static void main(String[] args) throws Exception {
    MakePackages packages = new MakePackages(Path.of(args[0]).toAbsolutePath(), args[1]);
    packages.runtime(List.of(args[2].split(",")), args[3]);
    packages.notices();
    packages.image();
    packages.packages();
  }

  private void runtime(List<String> javafx, String jdkModules) throws IOException {
    Path jmods = work.resolve("jmods");
    for (String module : javafx) {
      jmod(module, jmods);
    }
    Folders.delete(work.resolve("runtime"));
    Tools.jdk(
        "jlink",
        List.of(
            "--module-path", jmods.toString(), "--add-modules",
            jdkModules + "," + String.join(",", javafx), "--strip-debug", "--no-header-files",
            "--no-man-pages", "--generate-cds-archive", "--compress", "zip-6", "--output",
            work.resolve("runtime").toString()));
  }

  /** A JavaFX jar holds its native libraries; as a jmod they are installed, never unpacked. */
  private void jmod(String module, Path jmods) throws IOException {
    String artifact = module.replace('.', '-');
    Path classes = work.resolve("unpacked").resolve(module).resolve("classes");
    Path libs = work.resolve("unpacked").resolve(module).resolve("libs");
    Folders.delete(classes.getParent());
    Files.createDirectories(classes);
    Files.createDirectories(libs);
    List<Path> jars;
    try (Stream<Path> list = Files.list(work.resolve("javafx"))) {
      jars = list.filter(jar -> jar.getFileName().toString().startsWith(artifact)).toList();
    }
    for (Path jar : jars) {
      try (ZipFile zip = new ZipFile(jar.toFile())) {
        for (ZipEntry entry : zip.stream().filter(e -> !e.isDirectory()).toList()) {
          boolean nativeLibrary = entry.getName().matches("[^/]+\\.(so|dll|dylib)");
          Path to = (nativeLibrary ? libs : classes).resolve(entry.getName()).normalize();
          Files.createDirectories(to.getParent());
          try (InputStream in = zip.getInputStream(entry)) {
            Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
          }
        }
      }
    }
    Path target = jmods.resolve(module + ".jmod");
    Files.deleteIfExists(target);
    Tools.jdk(
        "jmod",
        List.of(
            "create", "--class-path", classes.toString(), "--libs", libs.toString(),
            target.toString()));
  }

  private void notices() throws IOException {
    Notices notices =
        new Notices(project, work.resolve("content").resolve("licences"));
    notices.jars(work.resolve("input"), work.resolve("runtime"));
    notices.jars(work.resolve("javafx"), work.resolve("runtime"));
    notices.natives(project.resolveSibling("engine-local/target/natives"));
    notices.write(version);
  }

  private void image() throws Exception {
    Folders.delete(work.resolve("image"));
    List<String> command = new ArrayList<>(common());
    command.addAll(
        List.of(
            "--type", "app-image", "--input", work.resolve("input").toString(), "--main-jar",
            "app-" + version + ".jar", "--main-class", MAIN, "--runtime-image",
            work.resolve("runtime").toString(), "--dest", work.resolve("image").toString()));
    for (String option : JAVA_OPTIONS) {
      command.addAll(List.of("--java-options", option));
    }
    command.addAll(content());
    if (MAC) {
      // Both stand in the bundle's Info.plist, which is written now and never again.
      command.addAll(associations());
      command.addAll(List.of("--mac-package-identifier", "dev.warmpath.workbench"));
    }
    if (WINDOWS) {
      // A console launcher beside the window's: commands print to the terminal.
      Path console = work.resolve("console.properties");
      Files.writeString(console, "win-console=true\n");
      command.addAll(List.of("--add-launcher", "warmpath-cli=" + console));
    }
    Tools.run(Map.of(), command);
    train();
  }

  private List<String> content() throws Exception {
    Path content = work.resolve("content");
    List<String> options = new ArrayList<>();
    if (MAC) {
      // The folder's own name is where it goes.
      Path resources = work.resolve("bundle").resolve("Resources");
      Folders.delete(resources.getParent());
      Files.createDirectories(resources.getParent());
      Tools.run(Map.of(), List.of("cp", "-Rp", content.toString(), resources.toString()));
      options.addAll(List.of("--app-content", resources.toString()));
    } else {
      try (Stream<Path> parts = Files.list(content)) {
        parts.sorted().forEach(
            part -> options.addAll(List.of("--app-content", part.toString())));
      }
    }
    return options;
  }

  private List<String> associations() {
    return List.of("--file-associations", project.resolve("warmpath.association").toString());
  }

  private List<String> common() {
    String icon = WINDOWS ? "warmpath.ico" : MAC ? "warmpath.icns" : "warmpath.png";
    // macOS refuses versions that start with 0.
    String shown = MAC && version.startsWith("0.") ? "1." + version.substring(2) : version;
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "jpackage").toString(), "--name", NAME,
        "--app-version", shown, "--vendor", "Warmpath", "--description",
        "Workbench for the prefix cache of language models", "--icon",
        project.resolve("icons").resolve(icon).toString());
  }

  private Path home() {
    Path image = work.resolve("image");
    return MAC ? image.resolve(NAME + ".app").resolve("Contents") : image.resolve(NAME);
  }

  private Path appFolder() {
    return MAC || WINDOWS ? home().resolve("app") : home().resolve("lib").resolve("app");
  }

  private Path runtimeFolder() {
    return MAC
        ? home().resolve("runtime").resolve("Contents").resolve("Home")
        : WINDOWS ? home().resolve("runtime") : home().resolve("lib").resolve("runtime");
  }

  /**
   * JDK 25's AOT cache: classes loaded and linked as in a scripted start of the final image. Made
   * by the runtime's own java, because the launchers hide the class path from the recording. Only
   * then are the launchers told to use it.
   */
  private void train() throws Exception {
    Path cache = appFolder().resolve("warmpath.aot");
    Path recording = work.resolve("warmpath.aotconf");
    Path sample = Path.of(inImage(CONTENT), "samples/workspaces/few-shot.warmpath").normalize();
    java(
        List.of("-XX:AOTMode=record", "-XX:AOTConfiguration=" + recording,
            "-Dglass.platform=Headless", "-Dprism.order=sw"),
        List.of("render", "--screen", "main", "--send", "2", "--threads", "1", "--out",
            work.resolve("trained.png").toString(), sample.toString()));
    java(
        List.of("-XX:AOTMode=create", "-XX:AOTConfiguration=" + recording,
            "-XX:AOTCache=" + cache), List.of());
    if (!Files.exists(cache)) {
      throw new IllegalStateException("no AOT cache was made: " + cache);
    }
    // The runtime's own archives are never looked at beside an AOT cache: 29 MB.
    try (Stream<Path> tree = Files.walk(runtimeFolder())) {
      for (Path archive : tree.filter(file -> file.toString().endsWith(".jsa")).toList()) {
        Files.delete(archive);
      }
    }
    if (MAC || WINDOWS) {
      for (Path config : configurations()) {
        Files.writeString(
            config, "java-options=" + CACHE_OPTION + "\n", StandardOpenOption.APPEND);
      }
    } else {
      List<String> options = new ArrayList<>(JAVA_OPTIONS);
      options.add(CACHE_OPTION);
      new LinuxPackages(work, project, version).launcher(home(), options, classPath(), MAIN);
    }
  }

  private void java(List<String> options, List<String> arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(runtimeFolder().resolve("bin").resolve("java").toString());
    JAVA_OPTIONS.forEach(option -> command.add(inImage(option)));
    command.addAll(options);
    command.add("-cp");
    command.add(
        String.join(
            java.io.File.pathSeparator, classPath().stream().map(this::inImage).toList()));
    command.add(MAIN);
    command.addAll(arguments);
    Tools.run(Map.of(), command);
  }

  private String inImage(String text) {
    return text.replace("$APPDIR", appFolder().toString());
  }

  /** As jpackage wrote it: the cache holds for this order only. */
  private List<String> classPath() throws IOException {
    String start = "app.classpath=";
    return Files.readAllLines(appFolder().resolve(NAME + ".cfg")).stream()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()))
        .toList();
  }

  private List<Path> configurations() throws IOException {
    try (Stream<Path> files = Files.list(appFolder())) {
      return files.filter(file -> file.toString().endsWith(".cfg")).toList();
    }
  }

  private void packages() throws Exception {
    if (WINDOWS) {
      List<String> options = new ArrayList<>(associations());
      options.addAll(List.of("--license-file", project.resolveSibling("LICENSE").toString()));
      options.addAll(List.of("--win-menu", "--win-shortcut", "--win-dir-chooser",
          "--win-per-user-install", "--win-upgrade-uuid", "0f6b5d7e-6c7a-4f0e-9a55-6d1c3b8e2f41"));
      pack("msi", options);
    } else if (MAC) {
      // jpackage signs the copy it packs, so what train() changed is no broken seal.
      pack("dmg", List.of());
    } else {
      LinuxPackages linux = new LinuxPackages(work, project, version);
      linux.stage(home());
      linux.deb();
      linux.rpm();
    }
  }

  private void pack(String type, List<String> more) throws Exception {
    List<String> command = new ArrayList<>(common());
    command.addAll(
        List.of(
            "--type", type, "--app-image", MAC ? home().getParent().toString() : home().toString(),
            "--dest", work.toString()));
    command.addAll(more);
    Tools.run(Map.of(), command);
  }
}
