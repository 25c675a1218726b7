package io.diptych.catalog;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Gets a photo over HTTP, from addresses that are allowed and no others: the rule is asked about the very addresses that are
 * then connected to, on every redirect anew, so no name can point elsewhere meanwhile. Bytes, redirects and time are bounded.
 */
final class PhotoDownload implements AutoCloseable {

    private static final int REDIRECTS = 5;
    private static final int CONNECTIONS = 16;
    private static final Set<Integer> PORTS = Set.of(-1, 80, 443);
    private static final Set<Integer> MOVED = Set.of(301, 302, 303, 307, 308);

    private final CloseableHttpClient client;
    private final boolean anyPort;
    private final long mostBytes;
    private final Duration longest;

    /**
     * @param resolver of names
     * @param allowed which addresses may be connected to
     * @param anyPort whether others than 80 and 443 may be
     * @param longest that one photo may take, redirects included
     */
    PhotoDownload(
            Resolver resolver, Predicate<InetAddress> allowed, boolean anyPort, long mostBytes, Duration longest) {
        this.anyPort = anyPort;
        this.mostBytes = mostBytes;
        this.longest = longest;
        Timeout wait = Timeout.of(longest.dividedBy(3));
        client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(new Rule(resolver, allowed))
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(wait)
                                .setSocketTimeout(wait)
                                .build())
                        .setMaxConnTotal(CONNECTIONS)
                        .setMaxConnPerRoute(CONNECTIONS)
                        .build())
                .setDefaultRequestConfig(
                        RequestConfig.custom().setResponseTimeout(wait).build())
                .setUserAgent("Diptych")
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAuthCaching()
                .disableAutomaticRetries()
                // A small answer must not unpack into a large one.
                .disableContentCompression()
                .build();
    }

    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    /** What tells whether a photo has changed; either may be missing. */
    record Validators(@Nullable String etag, @Nullable String lastModified) {

        static final Validators NONE = new Validators(null, null);
    }

    /** @param content null where the photo has not changed */
    @SuppressWarnings("ArrayRecordComponent")
    record Answer(byte @Nullable [] content, Validators validators) {}

    private record Hop(int status, @Nullable String movedTo, byte @Nullable [] content, Validators validators) {}

    /**
     * @param known of a copy that is at hand
     * @throws PhotoException if there is nothing to be had, or it may not be asked for
     */
    Answer get(String location, Validators known) throws PhotoException {
        long deadline = System.nanoTime() + longest.toNanos();
        URI uri = uri(location, location);
        for (int redirects = 0; redirects <= REDIRECTS; redirects++) {
            Hop hop = hop(location, uri, known, deadline);
            if (hop.status == 304) {
                return new Answer(null, known);
            }
            if (hop.status == 200) {
                return new Answer(hop.content, hop.validators);
            }
            if (!MOVED.contains(hop.status) || hop.movedTo == null) {
                throw new PhotoException(location, "cannot be fetched: " + uri.getHost() + " answers " + hop.status);
            }
            uri = uri(location, uri.resolve(uri(location, hop.movedTo, true)).toString());
        }
        throw new PhotoException(location, "cannot be fetched: it is redirected more than " + REDIRECTS + " times");
    }

    private Hop hop(String location, URI uri, Validators known, long deadline) throws PhotoException {
        HttpGet request = new HttpGet(uri);
        request.setHeader("Accept", "image/*");
        if (known.etag != null) {
            request.setHeader("If-None-Match", known.etag);
        }
        if (known.lastModified != null) {
            request.setHeader("If-Modified-Since", known.lastModified);
        }
        try {
            return client.execute(
                    request,
                    response -> new Hop(
                            response.getCode(),
                            value(response, "Location"),
                            response.getCode() == 200 ? content(request, response, deadline) : null,
                            new Validators(value(response, "ETag"), value(response, "Last-Modified"))));
        } catch (RefusedAddressException e) {
            throw new PhotoException(
                    location,
                    "is not fetched: " + uri.getHost() + " is " + e.getMessage()
                            + ", no address of the public internet; save the photo beside the catalog");
        } catch (TooMuchException e) {
            throw new PhotoException(location, String.valueOf(e.getMessage()));
        } catch (UnknownHostException e) {
            throw new PhotoException(location, "cannot be fetched: there is no host " + uri.getHost());
        } catch (IOException e) {
            throw new PhotoException(location, "cannot be fetched: " + e.getMessage());
        }
    }

    private byte[] content(HttpGet request, ClassicHttpResponse response, long deadline) throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return new byte[0];
        }
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        byte[] buffer = new byte[1 << 14];
        // Left open where too much comes: to close it would be to read it to its end.
        InputStream in = entity.getContent();
        for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            content.write(buffer, 0, read);
            if (content.size() > mostBytes) {
                request.cancel();
                throw new TooMuchException("has more than %.1f MB; save it smaller".formatted(mostBytes / 1e6));
            }
            if (System.nanoTime() > deadline) {
                request.cancel();
                throw new TooMuchException("cannot be fetched: it takes longer than " + longest.toSeconds() + " s");
            }
        }
        return content.toByteArray();
    }

    private URI uri(String location, String text) throws PhotoException {
        URI uri = uri(location, text, false);
        String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https") || uri.getHost() == null) {
            throw new PhotoException(location, "is not fetched: " + text + " is no http or https address");
        }
        if (!anyPort && !PORTS.contains(uri.getPort())) {
            throw new PhotoException(location, "is not fetched: only ports 80 and 443 are asked, not " + uri.getPort());
        }
        if (uri.getUserInfo() != null) {
            throw new PhotoException(location, "is not fetched: it has a name or password in it");
        }
        return uri;
    }

    private static URI uri(String location, String text, boolean relative) throws PhotoException {
        try {
            return new URI(text.replace(" ", "%20"));
        } catch (URISyntaxException e) {
            throw new PhotoException(
                    location,
                    (relative ? "is redirected to what is no web address: " : "is no web address: ") + e.getReason());
        }
    }

    private static @Nullable String value(ClassicHttpResponse response, String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    @Override
    public void close() throws IOException {
        client.close();
    }

    /** One forbidden address among several is enough: which of them is taken is not ours to say. */
    private record Rule(Resolver resolver, Predicate<InetAddress> allowed) implements DnsResolver {

        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] addresses = resolver.resolve(host);
            for (InetAddress address : addresses) {
                if (!allowed.test(address)) {
                    throw new RefusedAddressException(address.getHostAddress());
                }
            }
            return addresses;
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    private static final class RefusedAddressException extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        RefusedAddressException(String address) {
            super(address);
        }
    }

    private static final class TooMuchException extends IOException {
        private static final long serialVersionUID = 1L;

        TooMuchException(String message) {
            super(message);
        }
    }
}
