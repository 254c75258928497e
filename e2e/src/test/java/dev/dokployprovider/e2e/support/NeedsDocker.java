package dev.dokployprovider.e2e.support;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * On scenarios that use this computer's Docker: one at a time, as each builds and starts what takes
 * a small computer's cores. Those of {@link NeedsDockerNetwork}, {@link NeedsDockerImages} and all
 * others run beside it.
 */
@ResourceLock("Docker")
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface NeedsDocker {}
