package io.carillon.front.v2;

import io.carillon.engine.billing.Plan;
import io.carillon.engine.billing.Plan.Limit;
import io.carillon.engine.billing.PriceSheet;
import io.carillon.front.json.Fields;
import io.carillon.front.json.JsonWriter;
import io.carillon.model.Allowance.Measure;
import io.carillon.model.Channel;
import io.carillon.model.Money;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/// Plans as they are written and read. What is counted in money has an `amount`, everything else a
/// number.
final class PlanBody {
  private static final String PREFIX = "plan_";
  private static final int WORD_MAX = 64;
  private static final long MOST_MAX = 1_000_000_000_000L;
  private static final Set<String> LIMIT =
      Set.of("channel", "country", "measure", "most", "amount", "currency", "hard");

  private PlanBody() {}

  static String name(Plan plan) {
    return PREFIX + plan.id().uuid();
  }

  static void plan(JsonWriter json, Plan plan) {
    json.object().text("id", name(plan)).text("object", "plan").text("name", plan.name());
    json.array("limits");
    plan.limits().forEach(limit -> limit(json.object(), limit, OptionalLong.empty()));
    json.endArray().end();
  }

  /// A limit whose object was begun, and its end.
  ///
  /// @param used empty = is not told
  static void limit(JsonWriter json, Limit limit, OptionalLong used) {
    limit
        .channel()
        .ifPresentOrElse(
            channel -> json.text("channel", channel.word()), () -> json.none("channel"));
    json.textOrNull("country", limit.country());
    json.text("measure", limit.measure().word());
    number(json, "most", limit, limit.most());
    if (used.isPresent()) {
      number(json, "used", limit, used.getAsLong());
    }
    json.flag("hard", limit.hard()).end();
  }

  private static void number(JsonWriter json, String name, Limit limit, long value) {
    if (limit.measure() == Measure.AMOUNT) {
      new MessageBody(json).price(name, Optional.of(new Money(value, limit.currency())));
    } else {
      json.number(name, value);
    }
  }

  /// The limits of a request; notes what is wrong with them.
  static List<Limit> limits(Fields fields) {
    var limits = new ArrayList<Limit>();
    for (var item : fields.objects("limits", 0, Plan.LIMITS_MAX)) {
      item.only(LIMIT);
      item.require("measure");
      var measure = item.text("measure", WORD_MAX).flatMap(Measure::of);
      if (item.has("measure") && measure.isEmpty()) {
        item.wrong("measure", "must be messages, segments or amount");
      }
      boolean hard = item.flag("hard", true);
      var reach = new Reach(channel(item), country(item));
      if (measure.isPresent()) {
        limits.add(limit(item, reach, measure.get(), hard));
      }
    }
    return limits;
  }

  /// What a limit counts.
  ///
  /// @param country empty = all of them
  private record Reach(Optional<Channel> channel, String country) {}

  private static String country(Fields item) {
    var word = item.text("country", WORD_MAX).orElse("");
    if (item.has("country") && !PriceSheet.isCountry(word)) {
      item.wrong("country", "must be a country in ISO 3166-1, such as US");
    }
    return word;
  }

  private static Optional<Channel> channel(Fields item) {
    var word = item.text("channel", WORD_MAX);
    var channel = word.flatMap(Channel::of);
    if (word.isPresent() && channel.isEmpty()) {
      item.wrong("channel", "must be a channel, such as sms or mms");
    }
    return channel;
  }

  private static Limit limit(Fields item, Reach reach, Measure measure, boolean hard) {
    if (measure != Measure.AMOUNT) {
      item.require("most");
      long most = item.whole("most", 0, MOST_MAX).orElse(0);
      return new Limit(reach.channel(), reach.country(), measure, most, "", hard);
    }
    item.require("amount", "currency");
    var amount = item.text("amount", WORD_MAX).orElse("0");
    var currency = item.text("currency", WORD_MAX).orElse("");
    boolean counts = amount.matches("[0-9]{1,9}([.][0-9]{1,6})?");
    if (!counts) {
      item.wrong("amount", "must have at most nine digits and six decimals, such as \"12.50\"");
    }
    if (item.has("currency") && !currency.matches("[A-Z]{3}")) {
      item.wrong("currency", "must be a currency in ISO 4217, such as USD");
    }
    long micros = counts ? new BigDecimal(amount).movePointRight(6).longValueExact() : 0;
    return new Limit(reach.channel(), reach.country(), measure, micros, currency, hard);
  }
}
