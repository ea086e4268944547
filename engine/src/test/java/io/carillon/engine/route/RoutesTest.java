package io.carillon.engine.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Channel;
import io.carillon.model.port.Carrier;
import io.carillon.testkit.FakeCarrier;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoutesTest {
  private final Routes routes =
      new Routes(
          List.of(
              new FakeCarrier("mmsc", Channel.MMS, 1),
              new FakeCarrier("first", Channel.SMS, 1),
              new FakeCarrier("second", Channel.SMS, 1)));

  @Test
  void picksTheFirstCarrierOfTheChannelInTheOrderOfTheSettings() {
    assertThat(routes.carrierFor(Channel.SMS, true)).contains("first");
    assertThat(routes.carrierFor(Channel.MMS, true)).contains("mmsc");
  }

  @Test
  void picksNobodyForAChannelThatNobodyCarries() {
    assertThat(routes.carrierFor(Channel.WHATSAPP, true)).isEmpty();
    assertThat(new Routes(List.of()).carrierFor(Channel.SMS, true)).isEmpty();
  }

  @Test
  void sendsWhatIsNotLiveToTheSandboxWhateverElseIsConfigured() {
    var sandbox = List.<Carrier>of(new FakeCarrier("sandbox", Channel.SMS, 1));
    var both = new Routes(List.of(new FakeCarrier("first", Channel.SMS, 1)), sandbox);

    assertThat(both.carrierFor(Channel.SMS, true)).contains("first");
    assertThat(both.carrierFor(Channel.SMS, false)).contains("sandbox");
    assertThat(both.carrierFor(Channel.MMS, false)).isEmpty();
    assertThat(routes.carrierFor(Channel.SMS, false)).isEmpty();
  }
}
