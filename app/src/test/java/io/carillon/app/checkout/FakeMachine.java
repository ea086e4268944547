package io.carillon.app.checkout;

import io.carillon.app.checkout.Checkout.Ran;
import io.carillon.app.checkout.Checkout.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A machine in a folder: a small checkout with the true launcher, and a `java` and a `mvn` that
/// only say what they were asked. The launcher sees nothing of the machine around it but the usual
/// Unix commands.
final class FakeMachine {
  private static final List<String> COMMANDS =
      List.of(
          ("awk bash cat chmod cksum cp dirname env find flock grep id ls mkdir mkfifo mktemp mv"
                  + " readlink rm rmdir sed sh sleep sort stat tail tee touch tr")
              .split(" ", -1));

  private final Path root;
  private final Path commands;
  private final Map<String, String> environment = new HashMap<>();

  FakeMachine(Path root) throws IOException {
    this.root = root;
    this.commands = Files.createDirectories(root.resolve("commands"));
    for (var command : COMMANDS) {
      var real = Stream.of("/bin", "/usr/bin").map(dir -> Path.of(dir, command));
      var found = real.filter(Files::isExecutable).findFirst();
      if (found.isPresent()) {
        script(commands.resolve(command), "exec " + found.get() + " \"$@\"\n");
      }
    }
    environment.put("PATH", commands.toString());
    environment.put("HOME", root.toString());
    environment.put("CARILLON_JVM_DIRS", root.resolve("jvm").toString());
    environment.put("CARILLON_POSTGRES_DIR", root.resolve("postgresql").toString());
    write("checkout/pom.xml", "<project/>");
    write("checkout/.mvn/jvm.config", "-Xmx1g");
    write("checkout/model/pom.xml", "<project/>");
    write("checkout/model/src/main/java/A.java", "class A {}");
    write("checkout/model/src/test/java/ATest.java", "class ATest {}");
    write("checkout/app/pom.xml", "<project/>");
    Files.copy(Checkout.root().resolve("carillon"), checkout().resolve("carillon"));
  }

  Path checkout() {
    return root.resolve("checkout");
  }

  Path jdk(String name) {
    return root.resolve("jvm").resolve(name);
  }

  /// Puts a JDK where the launcher looks. Its `java` says its own process id, where it stands and
  /// what it was asked; "curl" makes a rehearsal take it for ready.
  FakeMachine withJdk(String name, String version) throws IOException {
    withJre(name, version);
    script(jdk(name).resolve("bin/javac"), "");
    return this;
  }

  FakeMachine withJre(String name, String version) throws IOException {
    write("jvm/" + name + "/release", "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
    script(
        jdk(name).resolve("bin/java"),
        """
        echo "pid=$$ in=$PWD asked: $0 $*"
        case $* in
          *Tidy.java*) exit ${FAKE_TIDY:-0} ;;
          *AOTCacheOutput=*)
            cache=${*#*AOTCacheOutput=}
            echo x > "${cache%% *}"
            env > "${0%/jvm/*}/rehearsed"
            if [ -p "${0%/jvm/*}/stuck" ]; then echo $$ > "${0%/jvm/*}/stuck"; exec sleep 600; fi
            echo curl ;;
        esac
        """);
    return this;
  }

  /// Puts a Maven on the path. It takes a moment, and finds out when it is not alone.
  FakeMachine withMaven(String version) throws IOException {
    script(
        commands.resolve("mvn"),
        """
        if [ "$1" = -v ]; then echo "Apache Maven %s (abc)"; exit; fi
        echo "$*" >> "$HOME/builds"
        mkdir "$HOME/busy" || echo overlapped >> "$HOME/builds"
        sleep 0.2
        echo "[INFO] Building carillon-model 0.1.0        [2/12]"
        rmdir "$HOME/busy"
        printf '%%b\\n' "$FAKE_LOG"
        [ -z "$FAKE_ERROR" ] || { printf '%%b\\n' "$FAKE_ERROR"; exit 1; }
        mkdir -p app/target/quick/lib
        echo jar > app/target/quick/carillon.jar
        if [ -n "$FAKE_REPORT" ]; then
          mkdir -p "${FAKE_REPORT%%/*}"
          cat "$HOME/report" > "$FAKE_REPORT"
        fi
        """
            .formatted(version));
    return this;
  }

  FakeMachine without(String command) throws IOException {
    Files.deleteIfExists(commands.resolve(command));
    return this;
  }

  /// Makes the user this one, and lets apt-get install a PostgreSQL.
  FakeMachine withDebianAs(int user) throws IOException {
    script(commands.resolve("id"), "echo " + user);
    script(
        commands.resolve("apt-get"),
        """
        echo "$DEBIAN_FRONTEND $*" >> "$HOME/installs"
        mkdir -p "$CARILLON_POSTGRES_DIR/15/bin"
        cp "$0" "$CARILLON_POSTGRES_DIR/15/bin/postgres"
        """);
    return this;
  }

  /// What apt-get was asked, a line each time.
  List<String> installs() throws IOException {
    var installs = root.resolve("installs");
    return Files.exists(installs) ? Files.readAllLines(installs) : List.of();
  }

  FakeMachine with(String variable, String value) {
    environment.put(variable, value);
    return this;
  }

  /// Lets Maven's tests write a report to a path of the checkout.
  FakeMachine withReport(String path, String text) throws IOException {
    write("report", text);
    return with("FAKE_REPORT", path);
  }

  /// What Maven was asked to build so far, a line each time.
  List<String> builds() throws IOException {
    var builds = root.resolve("builds");
    return Files.exists(builds) ? Files.readAllLines(builds) : List.of();
  }

  /// What the rehearsing server was given as its environment.
  String rehearsed() throws IOException {
    return Files.readString(root.resolve("rehearsed"));
  }

  /// Makes a server that rehearses never get ready. Reading the file gives its process id, once it
  /// runs.
  Path withStuckRehearsal() throws Exception {
    var stuck = root.resolve("stuck");
    Checkout.start(root, environment, "mkfifo", stuck.toString()).end();
    return stuck;
  }

  Running start(String... words) throws IOException {
    return startAt(checkout().resolve("carillon"), words);
  }

  Running startAt(Path launcher, String... words) throws IOException {
    var command = new ArrayList<>(List.of(launcher.toString()));
    command.addAll(List.of(words));
    return Checkout.start(root, environment, command.toArray(String[]::new));
  }

  Ran run(String... words) throws Exception {
    return start(words).end();
  }

  void write(String path, String text) throws IOException {
    var file = root.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private static void script(Path file, String body) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + body);
    if (!file.toFile().setExecutable(true)) {
      throw new IOException("cannot make it executable: " + file);
    }
  }
}
