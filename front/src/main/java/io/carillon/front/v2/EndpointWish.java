package io.carillon.front.v2;

import io.carillon.front.json.Fields;
import io.carillon.front.json.Fields.LabelLimits;
import io.carillon.model.AccountId;
import io.carillon.model.Channel;
import io.carillon.model.Direction;
import io.carillon.model.Directory;
import io.carillon.model.Endpoint;
import io.carillon.model.Event;
import io.carillon.model.Resource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What somebody wants an endpoint to be; what is wrong with it is noted in the fields.
///
/// @param description what people call it, where it was given
/// @param facts those that were named; empty = no such filter any more
record EndpointWish(Optional<String> description, Map<String, String> facts) {
  private static final int URL_MAX = 2_048;
  private static final int DESCRIPTION_MAX = 255;
  static final int EVENTS_MAX = 50;

  /// What lists of types must hold.
  static final String TYPES = "must hold types such as message.delivered, conversation.* or *";

  private static final int SENDERS_MAX = 100;
  private static final int KEY_OCTETS_MIN = 24;
  private static final int KEY_OCTETS_MAX = 64;
  private static final LabelLimits TAGS = new LabelLimits(10, 64, 256);
  private static final LabelLimits HEADERS = new LabelLimits(5, 64, 512);
  private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  private static final Pattern VALUE = Pattern.compile("[ -~]*");
  private static final Pattern LINE = Pattern.compile("[^\\p{Cntrl}]*");
  private static final String SECRET_PREFIX = "whsec_";

  /// Those of one connection (RFC 9110 section 7.6.1), and those that are ours.
  private static final Set<String> NOT_THEIRS =
      Set.of(
          "connection",
          "keep-alive",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade",
          "expect",
          "host",
          "content-length",
          "content-type",
          "content-encoding",
          "user-agent");

  private static final Set<String> FIELDS =
      Set.of(
          "url",
          "description",
          "events",
          "channels",
          "direction",
          "senders",
          "tags",
          "headers",
          "concurrency",
          "secret");

  static EndpointWish read(Fields fields, Directory directory, AccountId account, boolean isNew) {
    var known = new java.util.HashSet<>(FIELDS);
    if (!isNew) {
      known.remove("secret");
    }
    fields.only(known);
    var facts = new HashMap<String, String>();
    fields.text("url", URL_MAX).ifPresent(url -> facts.put(Endpoint.URL, url));
    list(fields, facts, "events", 1, EVENTS_MAX, EndpointWish::isType).orElse(TYPES);
    list(
            fields,
            facts,
            "channels",
            0,
            Channel.values().length,
            word -> Channel.of(word).isPresent())
        .orElse("must hold words of channels, such as sms");
    var own =
        directory.senders(account).stream()
            .map(sender -> sender.address().value())
            .collect(Collectors.toSet());
    list(fields, facts, "senders", 0, SENDERS_MAX, own::contains)
        .orElse("must hold senders of the account");
    fields
        .text("direction")
        .ifPresent(word -> {
          if (!isDirection(word)) {
            fields.wrong("direction", "must be outbound, inbound or any");
          }
          facts.put(Endpoint.DIRECTION, word.equals(ANY) ? "" : word);
        });
    tags(fields, facts);
    headers(fields, facts);
    fields
        .whole("concurrency", 1, Endpoint.CONCURRENCY_MAX)
        .ifPresent(most -> facts.put(Endpoint.CONCURRENCY, Long.toString(most)));
    fields
        .text("secret")
        .ifPresent(secret -> {
          if (!isSecret(secret)) {
            fields.wrong("secret", "must be whsec_ and the Base64 of 24 to 64 octets");
          }
          facts.put(Endpoint.SECRET, secret);
        });
    return new EndpointWish(fields.text("description", DESCRIPTION_MAX), facts);
  }

  /// Stands for both directions.
  static final String ANY = "any";

  private static boolean isDirection(String word) {
    return word.equals(ANY)
        || Arrays.stream(Direction.values()).anyMatch(one -> one.word().equals(word));
  }

  static boolean isType(String type) {
    return type.equals(Endpoint.ALL)
        || Arrays.stream(Event.Kind.values())
            .anyMatch(kind -> EventChoice.isMeant(type, kind.word()));
  }

  /// Whether a type, or what stands for several, means a kind of event.
  static boolean means(String type, Event.Kind kind) {
    return type.equals(Endpoint.ALL) || EventChoice.isMeant(type, kind.word());
  }

  private static boolean isSecret(String secret) {
    try {
      int octets = Base64.getDecoder().decode(secret.substring(SECRET_PREFIX.length())).length;
      return secret.startsWith(SECRET_PREFIX)
          && octets >= KEY_OCTETS_MIN
          && octets <= KEY_OCTETS_MAX;
    } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
      return false;
    }
  }

  private record Listed(Fields fields, String name, boolean fits) {
    void orElse(String rule) {
      if (!fits) {
        fields.wrong(name, rule);
      }
    }
  }

  private static Listed list(
      Fields fields,
      Map<String, String> facts,
      String name,
      int least,
      int most,
      Predicate<String> rule) {
    if (!fields.has(name)) {
      return new Listed(fields, name, true);
    }
    var words = fields.texts(name, least, most);
    facts.put(name, lines(fields, name, words));
    return new Listed(fields, name, words.stream().allMatch(rule));
  }

  private static String lines(Fields fields, String name, List<String> words) {
    var lines = String.join("\n", words);
    if (lines.length() > Resource.FACT_MAX) {
      fields.wrong(name, "is too long: at most 4096 characters together");
      return "";
    }
    return lines;
  }

  private static void tags(Fields fields, Map<String, String> facts) {
    if (!fields.has("tags")) {
      return;
    }
    var tags = new TreeMap<>(fields.labels("tags", TAGS));
    boolean fit =
        tags.entrySet().stream()
            .allMatch(tag ->
                !tag.getKey().contains("=")
                    && LINE.matcher(tag.getKey() + tag.getValue()).matches());
    if (!fit) {
      fields.wrong("tags", "may hold neither control characters nor a name with an equals sign");
      return;
    }
    var lines = tags.entrySet().stream().map(tag -> tag.getKey() + "=" + tag.getValue()).toList();
    facts.put(Endpoint.TAGS, lines(fields, "tags", lines));
  }

  private static void headers(Fields fields, Map<String, String> facts) {
    if (!fields.has("headers")) {
      return;
    }
    var headers = new TreeMap<>(fields.labels("headers", HEADERS));
    if (!headers.keySet().stream().allMatch(EndpointWish::isTheirs)) {
      fields.wrong(
          "headers",
          "may not hold fields of the connection, webhook-*, Host, User-Agent or Content-*");
      return;
    }
    if (!headers.values().stream().allMatch(value -> VALUE.matcher(value).matches())) {
      fields.wrong("headers", "must have values of printable ASCII characters");
      return;
    }
    var lines =
        headers.entrySet().stream().map(one -> one.getKey() + ":" + one.getValue()).toList();
    facts.put(Endpoint.HEADERS, lines(fields, "headers", lines));
  }

  private static boolean isTheirs(String name) {
    var low = name.toLowerCase(Locale.ROOT);
    return NAME.matcher(name).matches()
        && !low.startsWith("webhook-")
        && !low.startsWith("proxy-")
        && !NOT_THEIRS.contains(low);
  }
}
