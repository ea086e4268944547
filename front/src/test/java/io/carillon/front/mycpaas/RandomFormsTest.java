package io.carillon.front.mycpaas;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.front.House;
import io.carillon.wire.http.Field;
import io.carillon.wire.http.Reply;
import io.carillon.wire.http.Request;
import io.carillon.wire.http.Router;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Thousands of forms and queries by chance: none is answered by 5xx, none that is refused is
/// stored, each refusal is in the dialect's own shape.
class RandomFormsTest {
  private static final long SEED = 20_260_102;
  private static final int FORMS = 6_000;
  private static final List<String> NAMES =
      List.of(
          "To",
          "From",
          "Body",
          "MediaUrl",
          "StatusCallback",
          "ApplicationSid",
          "MessagingServiceSid",
          "ValidityPeriod",
          "ScheduleType",
          "SendAt",
          "ProvideFeedback",
          "SmartEncoded",
          "SendAsMms",
          "PersistentAction",
          "ContentSid",
          "ContentVariables",
          "ContentRetention",
          "AddressRetention",
          "Attempt",
          "TrafficType",
          "RiskCheck",
          "Status",
          "Outcome",
          "FriendlyName",
          "SmsUrl",
          "SmsMethod",
          "PhoneNumber",
          "AreaCode",
          "PhoneNumberSid",
          "AlphaSender",
          "StickySender",
          "Page",
          "PageSize",
          "PageToken",
          "DateSent",
          "DateSent<",
          "DateCreated>");
  private static final List<String> VALUES =
      List.of(
          "",
          " ",
          "+14155550123",
          "+14155552671",
          "whatsapp:+14155550123",
          "messenger:1",
          "MyCompany",
          "12345",
          "MG0123456789abcdef0123456789abcdef",
          "AP0",
          "x".repeat(1_700),
          "👋",
          "“x”",
          "true",
          "false",
          "0",
          "-1",
          "99999999999999999999",
          "fixed",
          "canceled",
          "2023-07-16T00:00:00Z",
          "2023-07-16",
          "9999-12-31",
          "0000-01-01T00:00:00Z",
          "https://example.com/a.png",
          "https://example.com/#rc=1&rp=all",
          "http://[::1",
          "geo:1,2|x",
          "geo:",
          "{}",
          "[",
          "discard",
          "confirmed",
          "PASM0",
          "PBSM018f2a6c000070008000000000000001",
          "\u0000",
          "\uD800",
          "%",
          "<&>\"");

  private static final List<String> ARRANGED =
      List.of(
          "/Applications",
          "/Applications/AP018f2a6c000070008000000000000001",
          "/IncomingPhoneNumbers",
          "/IncomingPhoneNumbers/TollFree",
          "/IncomingPhoneNumbers/PN018f2a6c000070008000000000000001",
          "/AvailablePhoneNumbers/US/Local",
          "/SMS/ShortCodes",
          "/Nothing");
  private static final List<String> SERVICES =
      List.of(
          "/v1/Services",
          "/v1/Services/MG018f2a6c000070008000000000000001",
          "/v1/Services/MG018f2a6c000070008000000000000001/AlphaSenders");

  private final House house = new House();
  private final Router router = new Router(house.mounts());
  private final SplittableRandom random = new SplittableRandom(SEED);
  private final HashSet<Integer> statuses = new HashSet<>();
  private final List<Field> fields = List.of(new Field("Authorization", "Bearer " + House.KEY));

  private String form() {
    var form = new StringBuilder();
    for (int pairs = random.nextInt(8); pairs >= 0; pairs--) {
      if (random.nextInt(200) == 0) {
        form.append("%zz=1&");
      }
      var name = random.nextInt(3) == 0 ? usual(pairs) : pick(NAMES);
      form.append(URLEncoder.encode(name, StandardCharsets.UTF_8))
          .append('=')
          .append(URLEncoder.encode(pick(VALUES), StandardCharsets.UTF_8))
          .append('&');
    }
    var usual = "To=%2B14155550123&From=%2B14155552671&Body=x&";
    return random.nextBoolean() ? usual + form : form.toString();
  }

  private static String usual(int number) {
    return NAMES.get(number % 3);
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }

  private String path() {
    var surface = random.nextBoolean() ? "/api/laml" : "";
    var extension = pick(List.of(".json", ".xml", ""));
    var item = random.nextInt(3) == 0 ? "/SM018f2a6c000070008000000000000001" : "";
    if (random.nextInt(3) > 0) {
      return surface + Client.ACCOUNT + "/Messages" + item + extension;
    }
    return random.nextInt(4) == 0
        ? pick(SERVICES)
        : surface + Client.ACCOUNT + pick(ARRANGED) + extension;
  }

  @Test
  void theRoutesStandThem() {
    int accepted = 0;
    for (int i = 0; i < FORMS; i++) {
      boolean post = random.nextInt(4) > 0;
      var form = form();
      var path = path();

      var reply =
          post
              ? router.answer(
                  Request.of("POST", path, fields, form.getBytes(StandardCharsets.UTF_8)))
              : router.answer(Request.of("GET", path + "?" + form, fields, new byte[0]));

      accepted += reply.status() == 201 && path.contains("/Messages") ? 1 : 0;
      statuses.add(reply.status());
      assertThat(reply.status()).as("seed %d, %d: %s?%s", SEED, i, path, form).isBetween(200, 499);
      assertThat(house.stored()).as("seed %d, %d: %s", SEED, i, form).isEqualTo(accepted);
      if (reply.status() >= 400) {
        assertThat(text(reply)).containsAnyOf("\"more_info\":", "<MoreInfo>");
      }
    }
    assertThat(statuses).contains(200, 201, 400, 404);
  }

  private static String text(Reply reply) {
    return new String(reply.body(), StandardCharsets.UTF_8);
  }
}
