package io.diptych.shoot;

import io.diptych.catalog.WebPhotos;
import io.diptych.provenance.AssetId;
import io.diptych.provenance.Ledger;
import io.diptych.provenance.Replay;
import io.diptych.provenance.Replayed;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Renders recorded assets again, one at a time, to see the same bytes come out. A worker in this process goes on meanwhile. */
@Component
public class Replays {

    private final Ledger ledger;
    private final WorkerModel model;
    private final JdbcClient jdbc;
    private final SamplerJson sampler;
    private final WebPhotos webPhotos;

    Replays(Ledger ledger, WorkerModel model, JdbcClient jdbc, SamplerJson sampler, WebPhotos webPhotos) {
        this.ledger = ledger;
        this.model = model;
        this.jdbc = jdbc;
        this.sampler = sampler;
        this.webPhotos = webPhotos;
    }

    /**
     * @param photo the product photo's file; null to look for it where the campaign had it
     * @throws io.diptych.provenance.ReplayRefusedException if the asset cannot be rendered again
     */
    public synchronized Replayed replay(AssetId asset, @Nullable Path photo) {
        return new Replay(ledger, new RecordedTakes(model, jdbc, sampler, webPhotos, photo)).replay(asset);
    }
}
