import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.spi.ToolProvider;
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
  private static final String NAME = "warmpath";
  private static final Path JDK = Path.of(System.getProperty("java.home"));
  private static final String OS = System.getProperty("os.name").toLowerCase(Locale.ROOT);
  private static final boolean WINDOWS = OS.contains("windows");
  private static final boolean MAC = OS.contains("mac");

  /** What ControlsFX reaches into, and what the native library needs. */
  private static final List<String> JAVA_OPTIONS =
      List.of(
          "--enable-native-access=javafx.graphics,ALL-UNNAMED",
          "--add-exports=javafx.base/com.sun.javafx.event=ALL-UNNAMED",
          "--add-exports=javafx.controls/com.sun.javafx.scene.control=ALL-UNNAMED",
          "--add-exports=javafx.controls/com.sun.javafx.scene.control.behavior=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow",
          "-XX:+UseSerialGC",
          "-Xlog:aot=off", "-Xlog:cds=off",
          "-Dfile.encoding=UTF-8",
          "-Dwarmpath.natives=$APPDIR/../native",
          "-Dwarmpath.samples=$APPDIR/../samples",
          "-Dwarmpath.packaged=true");

  private final Path work;
  private final Path project;
  private final String version;

  private MakePackages(Path work, String version) {
    this.work = work;
    this.project = work.getParent();
    this.version = version;
  }

  public static void main(String[] args) throws Exception {
    MakePackages packages = new MakePackages(Path.of(args[0]), args[1]);
    packages.runtime(List.of(args[2].split(",")), args[3]);
    packages.notices();
    packages.image();
    packages.train();
    packages.packages();
  }

  private void runtime(List<String> javafx, String jdkModules) throws Exception {
    Path jmods = work.resolve("jmods");
    for (String module : javafx) {
      jmod(module, jmods);
    }
    List<String> command =
        List.of(
            "--module-path", jmods.toString(), "--add-modules",
            jdkModules + "," + String.join(",", javafx), "--strip-debug", "--no-header-files",
            "--no-man-pages", "--generate-cds-archive", "--compress", "zip-6", "--output",
            work.resolve("runtime").toString());
    tool("jlink", command);
  }

  /** A JavaFX jar holds its native libraries; as a jmod they are installed, never unpacked. */
  private void jmod(String module, Path jmods) throws Exception {
    String artifact = module.replace('.', '-');
    Path classes = work.resolve("unpacked").resolve(module).resolve("classes");
    Path libs = work.resolve("unpacked").resolve(module).resolve("libs");
    delete(classes.getParent());
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
    tool(
        "jmod",
        List.of(
            "create", "--class-path", classes.toString(), "--libs", libs.toString(),
            target.toString()));
  }

  /** Licence texts of everything inside, taken from the jars and packages themselves. */
  private void notices() throws IOException {
    Path notices = work.resolve("content").resolve("licences");
    delete(notices);
    Files.createDirectories(notices);
    Map<String, String> index = new TreeMap<>();
    List<Path> jars = new ArrayList<>();
    for (String folder : List.of("input", "javafx")) {
      try (Stream<Path> list = Files.list(work.resolve(folder))) {
        list.filter(path -> path.toString().endsWith(".jar")).forEach(jars::add);
      }
    }
    for (Path jar : jars) {
      index.put(jar.getFileName().toString(), noticesOf(jar, notices));
    }
    try (Stream<Path> tree = Files.walk(work.getParent().resolveSibling("engine-local/target/natives"))) {
      for (Path licence : tree.filter(path -> path.endsWith("LICENSE")).toList()) {
        String name = licence.getParent().getFileName().toString();
        Files.copy(licence, notices.resolve("llama.cpp-" + name + "-LICENSE.txt"),
            StandardCopyOption.REPLACE_EXISTING);
        index.put("llama.cpp shared libraries (" + name + ")", "llama.cpp-" + name + "-LICENSE.txt");
      }
    }
    index.put("Java runtime", "lib/runtime/legal");
    StringBuilder text = new StringBuilder("What is inside Warmpath " + version + "\n\n");
    index.forEach((what, where) -> text.append(what).append("\n    ").append(where).append("\n"));
    Files.writeString(notices.resolve("NOTICES.txt"), text);
    Files.copy(project.resolveSibling("LICENSE"), notices.resolve("warmpath-LICENSE.txt"),
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static String noticesOf(Path jar, Path notices) throws IOException {
    List<String> found = new ArrayList<>();
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : zip.stream().toList()) {
        String name = entry.getName();
        String last = name.substring(name.lastIndexOf('/') + 1).toUpperCase(Locale.ROOT);
        if (!entry.isDirectory() && !name.endsWith(".class")
            && (last.startsWith("LICENSE") || last.startsWith("LICENCE")
                || last.startsWith("NOTICE") || last.startsWith("COPYING"))) {
          String file = jar.getFileName() + "-" + name.replace('/', '-');
          try (InputStream in = zip.getInputStream(entry)) {
            Files.copy(in, notices.resolve(file), StandardCopyOption.REPLACE_EXISTING);
          }
          found.add(file);
        }
      }
      if (found.isEmpty()) {
        found.add(licenceInPom(zip));
      }
    }
    return String.join("\n    ", found);
  }

  private static String licenceInPom(ZipFile zip) throws IOException {
    for (ZipEntry entry : zip.stream().filter(e -> e.getName().endsWith("/pom.xml")).toList()) {
      String pom = new String(zip.getInputStream(entry).readAllBytes());
      var licence =
          java.util.regex.Pattern.compile("<licenses>.*?<name>([^<]+)</name>",
              java.util.regex.Pattern.DOTALL).matcher(pom);
      if (licence.find()) {
        return licence.group(1).strip();
      }
    }
    return "see the project's own page";
  }

  private void image() throws Exception {
    List<String> command = new ArrayList<>(common());
    command.addAll(
        List.of(
            "--type", "app-image", "--input", work.resolve("input").toString(), "--main-jar",
            "app-" + version + ".jar", "--main-class", "dev.warmpath.app.Main",
            "--runtime-image", work.resolve("runtime").toString(), "--dest",
            work.resolve("image").toString()));
    for (String option : JAVA_OPTIONS) {
      command.addAll(List.of("--java-options", option));
    }
    try (Stream<Path> content = Files.list(work.resolve("content"))) {
      content.sorted().forEach(path -> command.addAll(List.of("--app-content", path.toString())));
    }
    if (WINDOWS) {
      // A console launcher beside the window's: commands print to the terminal.
      Path console = work.resolve("console.properties");
      Files.writeString(console, "win-console=true\n");
      command.addAll(List.of("--add-launcher", "warmpath-cli=" + console));
    }
    tool("jpackage", command);
  }

  private List<String> common() {
    String icon = WINDOWS ? "warmpath.ico" : MAC ? "warmpath.icns" : "warmpath.png";
    // macOS refuses versions that start with 0.
    String shown = MAC && version.startsWith("0.") ? "1." + version.substring(2) : version;
    return List.of(
        "--name", NAME, "--app-version", shown, "--vendor", "Warmpath", "--description",
        "Workbench for the prefix cache of language models", "--icon",
        project.resolve("icons").resolve(icon).toString());
  }

  private Path home() {
    Path image = work.resolve("image");
    return MAC
        ? image.resolve(NAME + ".app").resolve("Contents")
        : image.resolve(NAME);
  }

  private Path launcher() {
    return WINDOWS
        ? home().resolve(NAME + ".exe")
        : home().resolve(MAC ? "MacOS" : "bin").resolve(NAME);
  }

  private Path appFolder() {
    return MAC || WINDOWS ? home().resolve("app") : home().resolve("lib").resolve("app");
  }

  /** JDK 25's AOT cache: classes loaded and linked as in a scripted start of the final image. */
  private void train() throws Exception {
    Path cache = appFolder().resolve("warmpath.aot");
    ProcessBuilder start =
        new ProcessBuilder(launcher().toString(), "render", "--screen", "main", "--send", "2",
                "--out", work.resolve("trained.png").toString(),
                home().resolve("lib/samples/workspaces/few-shot.warmpath").toString())
            .inheritIO();
    if (MAC || WINDOWS) {
      start.command().set(start.command().size() - 1,
          appFolder().resolveSibling("samples/workspaces/few-shot.warmpath").toString());
    }
    start.environment().put("JAVA_TOOL_OPTIONS",
        "-XX:AOTCacheOutput=" + cache + " -Dglass.platform=Headless -Dprism.order=sw");
    int exit = start.start().waitFor();
    if (exit != 0 || !Files.exists(cache)) {
      throw new IllegalStateException("no AOT cache was made (exit code " + exit + ")");
    }
    // Only now: a run that makes a cache must not be told to use one.
    for (Path config : configurations()) {
      Files.writeString(config, "java-options=-XX:AOTCache=$APPDIR/warmpath.aot\n",
          StandardOpenOption.APPEND);
    }
  }

  private List<Path> configurations() throws IOException {
    try (Stream<Path> files = Files.list(appFolder())) {
      return files.filter(file -> file.toString().endsWith(".cfg")).toList();
    }
  }

  private void packages() throws Exception {
    if (WINDOWS) {
      pack("msi", List.of("--win-menu", "--win-shortcut", "--win-dir-chooser",
          "--win-per-user-install", "--win-upgrade-uuid", "0f6b5d7e-6c7a-4f0e-9a55-6d1c3b8e2f41"));
    } else if (MAC) {
      pack("dmg", List.of("--mac-package-identifier", "dev.warmpath.workbench"));
    } else {
      List<String> linux =
          List.of("--linux-shortcut", "--linux-menu-group", "Development", "--linux-app-category",
              "devel", "--linux-package-name", NAME);
      pack("deb", linux);
      if (onPath("rpmbuild")) {
        pack("rpm", linux);
      } else {
        System.err.println("rpmbuild is missing: no .rpm (install the package 'rpm').");
      }
    }
  }

  private void pack(String type, List<String> more) throws Exception {
    List<String> command = new ArrayList<>(common());
    command.addAll(
        List.of(
            "--type", type, "--app-image", MAC ? home().getParent().toString() : home().toString(),
            "--dest", work.toString(), "--file-associations",
            project.resolve("warmpath.association").toString(), "--license-file",
            project.resolveSibling("LICENSE").toString()));
    Path resources = project.resolve(WINDOWS ? "windows" : MAC ? "mac" : "linux");
    if (Files.isDirectory(resources)) {
      command.addAll(List.of("--resource-dir", resources.toString()));
    }
    command.addAll(more);
    tool("jpackage", command);
  }

  private static boolean onPath(String program) {
    for (String folder : System.getenv("PATH").split(java.io.File.pathSeparator)) {
      if (Files.isExecutable(Path.of(folder, program))) {
        return true;
      }
    }
    return false;
  }

  /** Runs a JDK tool; jpackage in a process of its own, for its environment. */
  private static void tool(String name, List<String> arguments) throws Exception {
    System.out.println("[installer] " + name + " " + arguments.get(0) + " " + arguments.get(1));
    if (!name.equals("jpackage")) {
      int exit =
          ToolProvider.findFirst(name)
              .orElseThrow(() -> new IllegalStateException("no " + name + " in " + JDK))
              .run(System.out, System.err, arguments.toArray(String[]::new));
      check(name, exit);
      return;
    }
    List<String> command = new ArrayList<>();
    command.add(JDK.resolve("bin").resolve("jpackage").toString());
    command.addAll(arguments);
    ProcessBuilder process = new ProcessBuilder(command).inheritIO();
    // xz takes nine times as long for a tenth of the size.
    process.environment().put("DPKG_DEB_COMPRESSOR_TYPE", "zstd");
    check(name, process.start().waitFor());
  }

  private static void check(String name, int exit) {
    if (exit != 0) {
      throw new IllegalStateException(name + " failed with exit code " + exit);
    }
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      tree.sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.delete(path);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
