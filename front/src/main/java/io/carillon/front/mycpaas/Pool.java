package io.carillon.front.mycpaas;

import io.carillon.front.door.Keys;
import io.carillon.front.naming.Facts;
import io.carillon.model.AccountId;
import io.carillon.model.Address;
import io.carillon.model.Directory;
import io.carillon.model.Resource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/// A messaging service: settings, and the senders that it chooses from.
///
/// Which sender a recipient gets: outside North America a name, where there is one; else a number
/// of the recipient's country or a short code, of the recipient's area code where there is such a
/// number; else any number. Where several are left, a sticky service always gives the same one to
/// the same recipient as long as it is in the pool: the one whose hash with the recipient is the
/// highest, so that nothing has to be looked up and a sender that joins takes over only its share.
/// Any other service takes them in turn.
record Pool(Resource resource) {
  static final Resource.Kind KIND = Resource.Kind.POOL;
  static final int SENDERS_MAX = 400;

  private static final String PREFIX = "MG";
  private static final String SENDERS = "senders";
  private static final int LINES_MAX = 200;
  private static final String NORTH_AMERICA = "+1";
  private static final int AREA = 5;

  /// Whether a text has the form of a messaging service's id.
  static boolean isSid(String text) {
    return text.matches(PREFIX + "[0-9a-fA-F]{32}");
  }

  /// The messaging service of an account with this id.
  static Optional<Pool> find(Directory directory, AccountId account, String sid) {
    return Sids.arranged(PREFIX, sid)
        .flatMap(id -> directory.resource(account, KIND, id))
        .map(Pool::new);
  }

  String sid() {
    return PREFIX + resource.id().hex();
  }

  /// The senders, in the order in which they came; what the account gave back is none any more.
  List<Address> senders(Directory directory) {
    return joined().stream()
        .filter(sender -> directory.owns(resource.account(), sender, ""))
        .toList();
  }

  /// What joined, whoever owns it by now.
  List<Address> joined() {
    var lines = new ArrayList<>(resource.lines(SENDERS));
    lines.addAll(resource.lines(SENDERS + ".2"));
    return lines.stream().map(Pool::address).toList();
  }

  private static Address address(String value) {
    if (value.startsWith("+")) {
      return Address.phone(value);
    }
    boolean digits = value.chars().allMatch(c -> c >= '0' && c <= '9');
    return new Address(digits ? Address.Kind.SHORT_CODE : Address.Kind.ALPHANUMERIC, value);
  }

  /// The pool with other senders.
  Resource with(List<Address> senders, Instant now) {
    var lines = senders.stream().map(Address::value).toList();
    var facts = new HashMap<>(resource.facts());
    facts.put(SENDERS, String.join("\n", lines.subList(0, Math.min(LINES_MAX, lines.size()))));
    facts.put(
        SENDERS + ".2",
        String.join("\n", lines.subList(Math.min(LINES_MAX, lines.size()), lines.size())));
    return resource.with(resource.name(), facts, now);
  }

  /// Whether it wants to hear of what persons write to its senders.
  boolean hears() {
    return resource.fact(Facts.SMS_URL).isPresent();
  }

  /// Whether a flag of the service is up.
  boolean isUp(String key) {
    return Settings.isUp(resource.facts(), key);
  }

  /// The sender for a recipient; empty where the account has none of the pool any more.
  ///
  /// @param country tells the country of a number, empty where it has none
  /// @param turn picks one of so many
  Optional<Address> choose(
      Directory directory,
      String to,
      Function<String, String> country,
      ToIntFunction<Integer> turn) {
    var suited = suited(senders(directory), to, country);
    if (suited.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        isUp("sticky_sender") ? sticky(suited, to) : suited.get(turn.applyAsInt(suited.size())));
  }

  private List<Address> suited(List<Address> own, String to, Function<String, String> country) {
    var names = only(own, sender -> sender.kind() == Address.Kind.ALPHANUMERIC);
    if (!names.isEmpty() && !to.startsWith(NORTH_AMERICA)) {
      return names;
    }
    var home = country.apply(to);
    Predicate<Address> isHome =
        sender ->
            sender.kind() == Address.Kind.SHORT_CODE
                || (sender.kind() == Address.Kind.PHONE
                    && !home.isEmpty()
                    && country.apply(sender.value()).equals(home));
    var numbers = only(own, sender -> sender.kind() != Address.Kind.ALPHANUMERIC);
    var near = only(numbers, isHome);
    if (isUp("area_code_geomatch") && to.startsWith(NORTH_AMERICA) && to.length() > AREA) {
      var area = only(near, sender -> sender.value().startsWith(to.substring(0, AREA)));
      near = area.isEmpty() ? near : area;
    }
    return near.isEmpty() ? numbers : near;
  }

  private static List<Address> only(List<Address> some, Predicate<Address> which) {
    return some.stream().filter(which).toList();
  }

  private static Address sticky(List<Address> suited, String to) {
    return suited.stream().max(Comparator.comparing(sender -> weight(sender, to))).orElseThrow();
  }

  private static String weight(Address sender, String to) {
    return Keys.sha256((sender.value() + "\n" + to).getBytes(StandardCharsets.UTF_8));
  }
}
