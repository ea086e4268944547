package io.carillon.app.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.twilio.base.ResourceSet;
import com.twilio.http.NetworkHttpClient;
import com.twilio.http.TwilioRestClient;
import com.twilio.rest.api.v2010.Account;
import com.twilio.rest.api.v2010.account.Application;
import com.twilio.rest.api.v2010.account.IncomingPhoneNumber;
import com.twilio.rest.api.v2010.account.Message;
import com.twilio.rest.api.v2010.account.ShortCode;
import com.twilio.rest.api.v2010.account.availablephonenumbercountry.Local;
import com.twilio.rest.api.v2010.account.usage.Record;
import com.twilio.rest.api.v2010.account.usage.record.Daily;
import com.twilio.rest.messaging.v1.Service;
import com.twilio.type.PhoneNumber;
import io.carillon.app.Rig;
import io.carillon.app.SharedRig;
import java.net.URI;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.core5.http.HttpHost;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What the official twilio-java arranges beside messages.
@Tag("slow")
class TwilioJavaAccountTest {
  private static final String TO = "+14155551234";

  @RegisterExtension private static final SharedRig rig = new SharedRig();

  private static TwilioRestClient client;

  @BeforeAll
  static void open() throws Exception {
    var us = new HttpRoute(new HttpHost("http", "127.0.0.1", rig.port()));
    var http = new NetworkHttpClient(HttpClientBuilder.create().setRoutePlanner((_, _) -> us));
    client =
        new TwilioRestClient.Builder(Rig.SID, Rig.TOKEN)
            .accountSid(Rig.SID)
            .httpClient(http)
            .build();
  }

  private static <T extends com.twilio.base.Resource> List<T> all(ResourceSet<T> set) {
    var all = new ArrayList<T>();
    set.forEach(all::add);
    return all;
  }

  private static IncomingPhoneNumber number(String number) {
    var found = IncomingPhoneNumber.reader().setPhoneNumber(new PhoneNumber(number));
    return all(found.read(client)).getFirst();
  }

  @Test
  void readsAndOpensAccounts() {
    var own = Account.fetcher().fetch(client);
    var opened = Account.creator().setFriendlyName("Shop").create(client);

    assertThat(own.getSid()).isEqualTo(Rig.SID);
    assertThat(own.getStatus()).isEqualTo(Account.Status.ACTIVE);
    assertThat(own.getType()).isEqualTo(Account.Type.FULL);
    assertThat(opened.getOwnerAccountSid()).isEqualTo(Rig.SID);
    assertThat(opened.getDateCreated()).isNotNull();
    var closed = Account.updater(opened.getSid()).setStatus(Account.Status.CLOSED).update(client);
    assertThat(closed.getStatus()).isEqualTo(Account.Status.CLOSED);
    assertThat(all(Account.reader().read(client))).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void setsUpNumbersAndShortCodes() {
    var number = number("+14155552671");
    var set =
        IncomingPhoneNumber.updater(number.getSid())
            .setSmsUrl(URI.create("https://example.com/in"))
            .setFriendlyName("hotline")
            .update(client);
    var code = all(ShortCode.reader().read(client)).getFirst();

    assertThat(set.getSmsUrl()).hasToString("https://example.com/in");
    assertThat(set.getFriendlyName()).isEqualTo("hotline");
    assertThat(set.getCapabilities().getSms()).isTrue();
    assertThat(ShortCode.fetcher(code.getSid()).fetch(client).getShortCode())
        .isEqualTo(code.getShortCode());
  }

  @Test
  void takesANumberAndGivesItBack() {
    var offer = all(Local.reader("US").read(client)).getFirst();
    var taken = IncomingPhoneNumber.creator(offer.getPhoneNumber()).create(client);

    assertThat(taken.getPhoneNumber()).isEqualTo(offer.getPhoneNumber());
    assertThat(Message.creator(new PhoneNumber(TO), taken.getPhoneNumber(), "x").create(client))
        .isNotNull();
    assertThat(IncomingPhoneNumber.deleter(taken.getSid()).delete(client)).isTrue();
  }

  @Test
  void readsWhatWasUsed() {
    Message.creator(new PhoneNumber(TO), new PhoneNumber("+14155552671"), "x").create(client);
    var today = LocalDate.now(ZoneOffset.UTC);

    var asked = Record.reader().setCategory("sms").setStartDate(today.minusDays(1));
    var sms = all(asked.setEndDate(today.plusDays(1)).read(client)).getFirst();
    var daily = all(Daily.reader().setCategory("totalprice").setPageSize(1L).read(client));

    assertThat(sms.getCategory()).isEqualTo("sms");
    assertThat(Long.parseLong(sms.getCount())).isPositive();
    assertThat(sms.getPriceUnit()).isEqualTo(Currency.getInstance("USD"));
    assertThat(sms.getStartDate()).isEqualTo(today.minusDays(1));
    assertThat(sms.getSubresourceUris()).containsKeys("daily", "this_month");
    assertThat(daily).isNotEmpty().allSatisfy(day -> assertThat(day.getPrice()).isNotNull());
  }

  @Test
  void makesApplications() {
    var made =
        Application.creator()
            .setFriendlyName("shop")
            .setMessageStatusCallback(URI.create("https://example.com/status"))
            .create(client);

    var read = Application.fetcher(made.getSid()).fetch(client);
    assertThat(read.getMessageStatusCallback()).hasToString("https://example.com/status");
    assertThat(Application.deleter(made.getSid()).delete(client)).isTrue();
  }

  @Test
  void sendsByAMessagingService() {
    var service = Service.creator("shop").setStickySender(true).create(client);
    com.twilio.rest.messaging.v1.service.PhoneNumber.creator(
            service.getSid(), number("+14155556789").getSid())
        .create(client);

    var sent = Message.creator(new PhoneNumber(TO), service.getSid(), "x").create(client);

    assertThat(sent.getStatus()).isEqualTo(Message.Status.ACCEPTED);
    assertThat(sent.getMessagingServiceSid()).isEqualTo(service.getSid());
    assertThat(sent.getFrom()).isEqualTo(new PhoneNumber("+14155556789"));
    assertThat(service.getDateCreated()).isNotNull();
  }

  @Test
  void readsServicesOverSeveralPages() {
    for (int i = 0; i < 5; i++) {
      Service.creator("service " + i).create(client);
    }

    assertThat(all(Service.reader().pageSize(2).read(client))).hasSizeGreaterThanOrEqualTo(5);
  }
}
