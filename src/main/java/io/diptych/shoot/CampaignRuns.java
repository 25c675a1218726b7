package io.diptych.shoot;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface CampaignRuns extends JpaRepository<CampaignRun, Long> {

    Optional<CampaignRun> findByCampaignAndState(String campaign, CampaignRun.State state);

    /** Milliseconds of one worker a shot, over the ten last runs with a bundle; empty where there is none. */
    @Query(nativeQuery = true, value = """
                    select cast(sum(render_millis) as double precision) / sum(rendered)
                    from (select render_millis, rendered from campaign_run
                          where bundle = :bundle and rendered > 0 order by id desc limit 10) recent
                    having sum(rendered) > 0""")
    Optional<Double> millisPerShot(String bundle);
}
