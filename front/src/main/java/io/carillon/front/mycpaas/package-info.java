/// The dialect of mycpaas (https://docs.mycpaas.io/sms/send) and of the API whose shape it has, the
/// Message resource of Twilio's API 2010-04-01 (as its OpenAPI description has it).
///
/// One set of handlers, two surfaces: `/2010-04-01` speaks as Twilio's official libraries expect,
/// `/api/laml/2010-04-01` as the pages of mycpaas do. It never decides whether a message may be
/// sent, and never stores, retries or bills. What the pages leave open is listed as our choice in
/// `docs/reference/mycpaas.md`. Start at `MycpaasRoutes`, then `MycpaasMapping`.
@NullMarked
package io.carillon.front.mycpaas;

import org.jspecify.annotations.NullMarked;
