package io.diptych.shoot;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface CampaignRuns extends JpaRepository<CampaignRun, Long> {

    Optional<CampaignRun> findByCampaignAndKindAndState(String campaign, RunKind kind, CampaignRun.State state);

    Optional<CampaignRun> findFirstByCampaignAndKindOrderByIdDesc(String campaign, RunKind kind);

    /** Milliseconds of one worker a take, over the ten last runs with a bundle; empty where there is none. */
    @Query(nativeQuery = true, value = """
                    select cast(sum(render_millis) as double precision) / sum(effort)
                    from (select render_millis, effort from campaign_run
                          where bundle = :bundle and effort > 0 order by id desc limit 10) recent
                    having sum(effort) > 0""")
    Optional<Double> millisPerTake(String bundle);
}
