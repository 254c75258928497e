package dev.dokployprovider.e2e.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * On scenarios that use this computer's Docker for routes and silent peers: one at a time. All of
 * them together take about as long as those of {@link NeedsDocker}. What uses the network that
 * Dokploy shares between apps is here, since the last emulator that used it removes it.
 */
@ResourceLock("Docker network")
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface NeedsDockerNetwork {}
