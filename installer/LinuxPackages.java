import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The .deb and the .rpm, both from one folder that holds the files where they are installed. Menu
 * entry, MIME type and icon are files of the package, so that the system's own triggers register
 * them and removing the package removes them; there are no scripts that could fail.
 */
final class LinuxPackages {
  private static final String NAME = MakePackages.NAME;
  private static final List<Integer> ICON_SIZES = List.of(16, 32, 48, 256);

  private final Path work;
  private final Path project;
  private final String version;
  private final Path root;

  LinuxPackages(Path work, Path project, String version) {
    this.work = work;
    this.project = project;
    this.version = version;
    this.root = work.resolve("root");
  }

  /**
   * A start script instead of jpackage's launcher, which asks the package system for its own name
   * on every start (a fifth of a second) and cannot set variables.
   */
  void launcher(Path home, List<String> options, List<String> classPath, String main)
      throws IOException {
    Path app = home.resolve("lib").resolve("app");
    StringBuilder quoted = new StringBuilder();
    for (String option : options) {
      quoted.append("\"").append(option.replace("$APPDIR", "$app")).append("\" \\\n  ");
    }
    String script =
        Files.readString(project.resolve("linux").resolve("start.sh"))
            .replace("@JAVA_OPTIONS@ ", quoted)
            .replace("@CLASS_PATH@", String.join(":", classPath).replace("$APPDIR", "$app"))
            .replace("@MAIN@", main);
    Path launcher = home.resolve("bin").resolve(NAME);
    Files.delete(launcher);
    Files.writeString(launcher, script);
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.delete(home.resolve("lib").resolve("libapplauncher.so"));
    Files.delete(app.resolve(NAME + ".cfg"));
    Files.deleteIfExists(app.resolve(".jpackage.xml"));
  }

  /** Lays the files out as they are installed. */
  void stage(Path home) throws Exception {
    Folders.delete(root);
    Files.createDirectories(root.resolve("opt"));
    // Times must be kept: the AOT cache is refused when a jar's time differs.
    Tools.run(Map.of(), List.of("cp", "-a", home.toString(), root.resolve("opt").toString()));
    Path bin = Files.createDirectories(root.resolve("usr/bin"));
    Files.createSymbolicLink(bin.resolve(NAME), Path.of("../../opt/warmpath/bin/warmpath"));
    Path share = root.resolve("usr/share");
    Path entries = share.resolve("applications");
    copy(project.resolve("linux/warmpath.desktop"), entries, NAME + ".desktop");
    copy(project.resolve("linux/warmpath.xml"), share.resolve("mime/packages"), NAME + ".xml");
    Path icons = share.resolve("icons/hicolor");
    copy(project.resolve("icons/warmpath.svg"), icons.resolve("scalable/apps"), NAME + ".svg");
    Path drawn =
        project.resolveSibling("app").resolve("src/main/resources/dev/warmpath/app/desktop");
    for (int size : ICON_SIZES) {
      copy(
          drawn.resolve("icon-" + size + ".png"), icons.resolve(size + "x" + size + "/apps"),
          NAME + ".png");
    }
    copy(project.resolve("linux/copyright"), share.resolve("doc").resolve(NAME), "copyright");
    Tools.run(Map.of(), List.of("chmod", "-R", "u+rwX,go+rX,go-w", root.toString()));
  }

  private static void copy(Path from, Path folder, String name) throws IOException {
    Files.createDirectories(folder);
    Files.copy(from, folder.resolve(name));
  }

  void deb() throws Exception {
    if (!Tools.onPath("dpkg-deb")) {
      System.err.println("dpkg-deb is missing: no .deb (install the package 'dpkg').");
      return;
    }
    Path tree = work.resolve("deb");
    Folders.delete(tree);
    Tools.run(Map.of(), List.of("cp", "-a", root.toString(), tree.toString()));
    Path control = Files.createDirectories(tree.resolve("DEBIAN")).resolve("control");
    Files.writeString(control, filled("control", arch("amd64", "arm64")));
    // xz, and zstd's highest levels, take many times as long for a few per cent.
    Tools.run(
        Map.of(),
        List.of("dpkg-deb", "--root-owner-group", "-Zzstd", "-z15", "--build", tree.toString(),
            work.resolve(NAME + "_" + version + "_" + arch("amd64", "arm64") + ".deb").toString()));
    Folders.delete(tree);
  }

  void rpm() throws Exception {
    if (!Tools.onPath("rpmbuild")) {
      System.err.println("rpmbuild is missing: no .rpm (install the package 'rpm').");
      return;
    }
    Path tree = work.resolve("rpm");
    Folders.delete(tree);
    Files.createDirectories(tree);
    Path spec = tree.resolve(NAME + ".spec");
    Files.writeString(spec, filled("warmpath.spec", arch("x86_64", "aarch64")));
    List<String> command = new ArrayList<>(List.of("rpmbuild", "-bb", "--quiet"));
    for (String define :
        List.of("_topdir " + tree, "staged " + root, "_rpmdir " + work,
            "_rpmfilename %%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm")) {
      command.addAll(List.of("--define", define));
    }
    command.addAll(List.of("--target", arch("x86_64", "aarch64"), spec.toString()));
    Tools.run(Map.of(), command);
    Folders.delete(tree);
  }

  private String filled(String template, String architecture) throws IOException {
    long bytes = 0;
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    return Files.readString(project.resolve("linux").resolve(template))
        .replace("@VERSION@", version)
        .replace("@ARCH@", architecture)
        .replace("@KIB@", Long.toString((bytes + 1023) / 1024));
  }

  private static String arch(String intel, String arm) {
    return System.getProperty("os.arch").equals("aarch64") ? arm : intel;
  }
}
