package io.diptych.shoot;

import java.util.Optional;
import org.springframework.data.jpa.repository.JpaRepository;

interface CampaignRuns extends JpaRepository<CampaignRun, Long> {

    Optional<CampaignRun> findByCampaignAndState(String campaign, CampaignRun.State state);
}
