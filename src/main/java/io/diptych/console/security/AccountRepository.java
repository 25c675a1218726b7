package io.diptych.console.security;

import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;

interface AccountRepository extends JpaRepository<Account, String> {

    List<Account> findAllByOrderByName();

    long countByRoleAndEnabledTrue(Role role);
}
