package io.carillon.engine.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.carillon.model.Channel;
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
    assertThat(routes.carrierFor(Channel.SMS)).contains("first");
    assertThat(routes.carrierFor(Channel.MMS)).contains("mmsc");
  }

  @Test
  void picksNobodyForAChannelThatNobodyCarries() {
    assertThat(routes.carrierFor(Channel.WHATSAPP)).isEmpty();
    assertThat(new Routes(List.of()).carrierFor(Channel.SMS)).isEmpty();
  }
}
