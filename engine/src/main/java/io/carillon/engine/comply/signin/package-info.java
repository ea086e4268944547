/// What accounts ask of their users who sign in.
///
/// It knows the words that are set and who stands above whom; it neither knows users nor what they
/// show, nor lets anybody in. Start at `SignInPolicy`.
@NullMarked
package io.carillon.engine.comply.signin;

import org.jspecify.annotations.NullMarked;
