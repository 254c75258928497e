/**
 * Dokploy over REST. Its one public class is {@link dev.dokployprovider.dokploy.rest.RestDokploy};
 * behind it a call is a value ({@code Requests}), is sent ({@code Caller}), and its answer is read
 * ({@code Answers}) or told as a failure ({@code Failures}).
 */
@NullMarked
package dev.dokployprovider.dokploy.rest;

import org.jspecify.annotations.NullMarked;
