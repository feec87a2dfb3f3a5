/** The facade that users program against. Start here. */
@NullMarked
package io.moraine;

import org.jspecify.annotations.NullMarked;
