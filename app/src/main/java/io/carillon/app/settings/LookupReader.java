package io.carillon.app.settings;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.carillon.carriers.lookup.HttpLookupSettings;
import io.carillon.carriers.lookup.HttpLookupSettings.Field;
import io.carillon.carriers.lookup.HttpLookupSettings.Pointers;
import io.carillon.engine.lookup.Learning;
import io.carillon.engine.lookup.RangeFiles;
import io.carillon.engine.lookup.Ranges;
import io.carillon.model.Network;
import io.carillon.model.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads the part `lookup` of the settings, and the files of ranges that it names.
final class LookupReader {
  private static final long FILE_MAX = 64L * 1024 * 1024;
  private static final Duration AGE_MAX = Duration.ofDays(3_650);
  private static final Pattern HEADER =
      Pattern.compile("([!#$%&'*+.^_`|~0-9A-Za-z-]+):[ \\t]*([\\x20-\\x7E]*)");

  /// What the client writes itself.
  private static final Set<String> OURS =
      Set.of("host", "content-length", "transfer-encoding", "connection", "expect", "upgrade");

  private LookupReader() {}

  static LookupSettings read(Section section) {
    var settings =
        new LookupSettings(
            ranges(section),
            learning(section.section("learned"), names(section)),
            http(section.section("http")));
    section.refuseUnknown();
    return settings;
  }

  private static Ranges ranges(Section section) {
    var files = new RangeFiles();
    for (var name : section.texts("ranges")) {
      var file = Path.of(name);
      try {
        if (Files.size(file) > FILE_MAX) {
          section.trouble("ranges", "holds " + name + ", which is over 64 MB");
        } else {
          read(files, file);
        }
      } catch (IOException | UncheckedIOException _) {
        section.trouble("ranges", "holds " + name + ", which cannot be read as text in UTF-8");
      }
    }
    files.troubles().forEach(trouble -> section.trouble("ranges", "holds " + trouble));
    return files.ranges();
  }

  private static void read(RangeFiles files, Path file) throws IOException {
    var written = Files.getLastModifiedTime(file).toInstant();
    try (var lines = Files.lines(file)) {
      files.read(file.toString(), written, lines.iterator());
    }
  }

  private static Map<String, Network> names(Section section) {
    var named = new HashMap<String, Network>();
    for (var row : section.sections("names", MissingNode.getInstance())) {
      var name = row.required("name");
      var mcc = row.required("mcc");
      var mnc = row.required("mnc");
      row.refuseUnknown();
      try {
        named.put(name.toLowerCase(Locale.ROOT), new Network(mcc, mnc, name));
      } catch (IllegalArgumentException _) {
        row.trouble("mnc", "and mcc are to be three digits, and two or three, in quotes");
      }
    }
    return named;
  }

  private static Learning.Rules learning(Section section, Map<String, Network> named) {
    var rules =
        new Learning.Rules(
            section.number("remembered", 2, 10_000_000),
            section.number("kept", 0L, 1_000_000_000L),
            section.duration("age", AGE_MAX),
            named,
            Settings.SANDBOX);
    section.refuseUnknown();
    return rules;
  }

  private static Optional<HttpLookupSettings> http(Section section) {
    var url = section.text("url");
    var fields = fields(section);
    var pointers =
        new Pointers(
            pointer(section, "mcc"),
            pointer(section, "mnc"),
            pointer(section, "name"),
            pointer(section, "type"),
            pointer(section, "country"));
    var timeout = section.duration("timeout", Duration.ofSeconds(30));
    var cache = section.duration("cache", AGE_MAX);
    int atOnce = section.number("at-once", 1, 1_000);
    section.refuseUnknown();
    if (url.isEmpty()) {
      return Optional.empty();
    }
    boolean web = url.startsWith("https://") || url.startsWith("http://");
    boolean asks =
        url.contains(HttpLookupSettings.NUMBER) || url.contains(HttpLookupSettings.DIGITS);
    if (!web || !asks) {
      section.trouble("url", "is to be an http or https URL that holds {number} or {digits}");
      return Optional.empty();
    }
    if (timeout.isZero()) {
      section.trouble("timeout", "is to be over zero");
      return Optional.empty();
    }
    return Optional.of(
        new HttpLookupSettings(new Secret(url), fields, pointers, timeout, cache, atOnce));
  }

  private static List<Field> fields(Section section) {
    var fields = new ArrayList<Field>();
    int at = 0;
    for (var line : section.texts("headers")) {
      at++;
      var header = HEADER.matcher(line);
      if (header.matches() && !OURS.contains(header.group(1).toLowerCase(Locale.ROOT))) {
        fields.add(new Field(header.group(1), new Secret(header.group(2))));
      } else {
        section.trouble(
            "headers", "holds at place " + at + " no header like 'Name: value' of yours");
      }
    }
    return fields;
  }

  private static JsonPointer pointer(Section section, String key) {
    return section
        .parsed(key, "a JSON pointer such as /network/mcc, or empty", JsonPointer::compile)
        .orElse(JsonPointer.empty());
  }
}
