package io.carillon.app.settings;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.carillon.engine.route.Match;
import io.carillon.engine.route.Route;
import io.carillon.engine.route.Route.Choice;
import io.carillon.engine.route.Route.Limits;
import io.carillon.engine.route.Route.Pick;
import io.carillon.model.AccountId;
import io.carillon.model.Channel;
import io.carillon.model.Id;
import io.carillon.model.Purpose;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads `routes`.
final class RouteReader {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
  private static final Pattern ACCOUNT = Pattern.compile("AC([0-9a-fA-F]{32})");
  private static final Pattern REGION = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");
  private static final int ROUTES_MAX = 1_000;
  private static final int CHOICES_MAX = 32;
  private static final int FROM_MAX = 16;

  /// What each known carrier carries.
  private final Map<String, Channel> carriers = new HashMap<>();

  private RouteReader(List<CarrierSettings> known) {
    known.forEach(carrier -> carriers.put(carrier.name(), carrier.channel()));
    if (known.isEmpty()) {
      carriers.put(Settings.SANDBOX, Channel.SMS);
    }
  }

  /// All routes, in their order.
  static List<Route> read(Section root, List<CarrierSettings> carriers) {
    var reader = new RouteReader(carriers);
    var routes = new ArrayList<Route>();
    var names = new HashSet<String>();
    int number = 0;
    for (var section : root.sections("routes", MissingNode.getInstance())) {
      number++;
      var name = section.has("name") ? section.text("name") : "route-" + number;
      if (!NAME.matcher(name).matches()) {
        section.trouble("name", "is to be 1 to 32 lower-case letters, digits and hyphens");
        name = "route-" + number;
      } else if (name.equals(Settings.SANDBOX)) {
        section.trouble("name", "may not be '" + Settings.SANDBOX + "': that is the test keys'");
      } else if (!names.add(name)) {
        section.trouble("name", "'" + name + "' stands twice");
      }
      reader.route(section, name).ifPresent(routes::add);
    }
    if (number > ROUTES_MAX) {
      root.trouble("routes", "has more than " + ROUTES_MAX + " entries");
    }
    return routes;
  }

  private Optional<Route> route(Section section, String name) {
    var choices = choices(section);
    var match = match(section.section("match"), choices);
    var pick = section.has("pick") ? section.word("pick", Pick.class) : Pick.ORDER;
    var limits =
        new Limits(
            section.has("rate") ? section.number("rate", 0, 1_000_000) : 0,
            section.has("window") ? section.number("window", 0, 100_000) : 0);
    section.know("name", "pick", "rate", "window");
    section.refuseUnknown();
    return choices.isEmpty()
        ? Optional.empty()
        : Optional.of(new Route(name, match, choices, pick, limits));
  }

  private List<Choice> choices(Section section) {
    var choices = new ArrayList<Choice>();
    var names = new HashSet<String>();
    var rows = section.sections("carriers", "name");
    for (var row : rows) {
      var name = row.required("name");
      if (!name.isEmpty() && !carriers.containsKey(name)) {
        row.trouble("name", "'" + name + "' is no carrier" + Nearest.hint(name, carriers.keySet()));
      } else if (!names.add(name)) {
        row.trouble("name", "'" + name + "' stands twice in the route");
      }
      int weight = row.has("weight") ? row.number("weight", 1, 1_000) : 1;
      int priority = row.has("priority") ? row.number("priority", 0, 99) : 0;
      row.know("weight", "priority");
      row.refuseUnknown();
      choices.add(new Choice(name, weight, priority));
    }
    if (choices.isEmpty() || choices.size() > CHOICES_MAX) {
      section.trouble("carriers", "is to name 1 to " + CHOICES_MAX + " carriers");
    }
    return choices;
  }

  private Match match(Section section, List<Choice> choices) {
    var match =
        new Match(
            channels(section, choices),
            values(
                section,
                "to",
                "the beginning of a number in quotes, such as '+49'",
                RouteReader::to),
            values(
                section,
                "network",
                "MCC, or MCC and MNC, in quotes, such as '26201'",
                text -> CarrierReader.network(filled(text))),
            values(section, "from", "a sender, or its beginning and *", RouteReader::from),
            Set.copyOf(
                values(section, "account", "AC and 32 hexadecimal digits", RouteReader::account)),
            purposes(section),
            Set.copyOf(values(section, "region", "a region such as eu", RouteReader::region)));
    section.refuseUnknown();
    return match;
  }

  /// A route takes what its carriers carry, where it does not say so itself.
  private Set<Channel> channels(Section section, List<Choice> choices) {
    var carried =
        choices.stream()
            .filter(choice -> carriers.containsKey(choice.carrier()))
            .map(choice -> carriers.get(choice.carrier()))
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Channel.class)));
    var asked =
        values(
            section,
            "channel",
            "a channel such as sms",
            word -> Channel.of(word).orElseThrow(IllegalArgumentException::new));
    for (var channel : asked) {
      for (var choice : choices) {
        if (carriers.getOrDefault(choice.carrier(), channel) != channel) {
          section.trouble(
              "channel",
              "names " + channel.word() + ", which " + choice.carrier() + " does not carry");
        }
      }
    }
    return asked.isEmpty() ? carried : Set.copyOf(asked);
  }

  private static Set<Purpose> purposes(Section section) {
    return Set.copyOf(
        values(
            section,
            "purpose",
            "otp, transactional or promotional",
            word -> Purpose.valueOf(filled(word).toUpperCase(java.util.Locale.ROOT))));
  }

  private static <T> List<T> values(
      Section section, String key, String what, Function<String, T> read) {
    var values = new ArrayList<T>();
    for (var text : section.oneOrMore(key)) {
      try {
        values.add(read.apply(text));
      } catch (IllegalArgumentException _) {
        section.trouble(key, "is to hold " + what + ", not '" + text + "'");
      }
    }
    return values.stream().distinct().toList();
  }

  private static String filled(String text) {
    if (text.isEmpty()) {
      throw new IllegalArgumentException("empty");
    }
    return text;
  }

  private static String to(String text) {
    return CarrierReader.prefix(filled(text));
  }

  private static String from(String text) {
    if (filled(text).length() > FROM_MAX + 1
        || (text.indexOf('*') >= 0 && text.indexOf('*') < text.length() - 1)) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }

  private static AccountId account(String text) {
    var sid = ACCOUNT.matcher(text);
    if (!sid.matches()) {
      throw new IllegalArgumentException(text);
    }
    return new AccountId(Id.fromHex(sid.group(1)).orElseThrow(IllegalArgumentException::new));
  }

  private static String region(String text) {
    if (!REGION.matcher(text).matches()) {
      throw new IllegalArgumentException(text);
    }
    return text;
  }
}
