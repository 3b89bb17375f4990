import SQLite

/// The tables, oldest migration first. A migration never changes once it has shipped: add another.
let schema = [
    Migration(name: "realms, clients, roles, users, groups", sql: schemaOfIdentities),
    Migration(name: "components, flows, sessions", sql: schemaOfFlowsAndSessions),
    Migration(name: "what ends by itself", sql: schemaOfExpiry),
    Migration(name: "hidden realms, shipped keys", sql: schemaOfHiddenRealms),
    Migration(name: "default roles found", sql: schemaOfDefaultRoles),
]

// Columns that a document decides are generated from it, so there is one truth. The rest of a representation that has
// rows of its own (roles, scopes, members, credentials …) is not in the document.
private let schemaOfIdentities = """
    CREATE TABLE realm (
        id TEXT PRIMARY KEY NOT NULL,
        default_role_id TEXT REFERENCES role (id) ON DELETE SET NULL,
        document TEXT NOT NULL,
        name TEXT NOT NULL GENERATED ALWAYS AS (document ->> '$.realm') VIRTUAL UNIQUE,
        shares_email INTEGER NOT NULL
            GENERATED ALWAYS AS (ifnull(document ->> '$.duplicateEmailsAllowed', 0) = 1) STORED
    ) STRICT;

    CREATE TABLE client (
        id TEXT PRIMARY KEY NOT NULL,
        realm_id TEXT NOT NULL REFERENCES realm (id) ON DELETE CASCADE,
        document TEXT NOT NULL,
        client_id TEXT NOT NULL GENERATED ALWAYS AS (document ->> '$.clientId') VIRTUAL,
        UNIQUE (realm_id, client_id)
    ) STRICT;

    CREATE TABLE client_scope (
        id TEXT PRIMARY KEY NOT NULL,
        realm_id TEXT NOT NULL REFERENCES realm (id) ON DELETE CASCADE,
        document TEXT NOT NULL,
        name TEXT NOT NULL GENERATED ALWAYS AS (document ->> '$.name') VIRTUAL,
        UNIQUE (realm_id, name)
    ) STRICT;

    CREATE TABLE scope_of_client (
        client_id TEXT NOT NULL REFERENCES client (id) ON DELETE CASCADE,
        scope_id TEXT NOT NULL REFERENCES client_scope (id) ON DELETE CASCADE,
        is_default INTEGER NOT NULL,
        PRIMARY KEY (client_id, scope_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX scope_of_client_scope ON scope_of_client (scope_id);

    CREATE TABLE scope_of_realm (
        realm_id TEXT NOT NULL REFERENCES realm (id) ON DELETE CASCADE,
        scope_id TEXT NOT NULL REFERENCES client_scope (id) ON DELETE CASCADE,
        is_default INTEGER NOT NULL,
        UNIQUE (realm_id, scope_id)
    ) STRICT;
    CREATE INDEX scope_of_realm_scope ON scope_of_realm (scope_id);

    CREATE TABLE role (
        id TEXT PRIMARY KEY NOT NULL,
        realm_id TEXT NOT NULL REFERENCES realm (id) ON DELETE CASCADE,
        client_id TEXT REFERENCES client (id) ON DELETE CASCADE,
        document TEXT NOT NULL,
        container TEXT NOT NULL GENERATED ALWAYS AS (ifnull(client_id, realm_id)) VIRTUAL,
        name TEXT NOT NULL GENERATED ALWAYS AS (document ->> '$.name') VIRTUAL,
        UNIQUE (container, name)
    ) STRICT;
    CREATE INDEX role_realm ON role (realm_id);
    CREATE INDEX role_client ON role (client_id) WHERE client_id IS NOT NULL;

    CREATE TABLE composite (
        role_id TEXT NOT NULL REFERENCES role (id) ON DELETE CASCADE,
        part_id TEXT NOT NULL REFERENCES role (id) ON DELETE CASCADE,
        PRIMARY KEY (role_id, part_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX composite_part ON composite (part_id);

    CREATE TABLE user (
        id TEXT PRIMARY KEY NOT NULL,
        realm_id TEXT NOT NULL REFERENCES realm (id) ON DELETE CASCADE,
        service_account_client_id TEXT REFERENCES client (id) ON DELETE CASCADE,
        shares_email INTEGER NOT NULL,
        document TEXT NOT NULL,
        username TEXT NOT NULL GENERATED ALWAYS AS (document ->> '$.username') VIRTUAL,
        email TEXT GENERATED ALWAYS AS (document ->> '$.email') VIRTUAL,
        UNIQUE (realm_id, username)
    ) STRICT;
    CREATE UNIQUE INDEX user_email ON user (realm_id, email) WHERE shares_email = 0;
    CREATE INDEX user_shared_email ON user (realm_id, email) WHERE shares_email = 1;
    CREATE UNIQUE INDEX user_service_account ON user (service_account_client_id)
        WHERE service_account_client_id IS NOT NULL;

    CREATE TABLE user_group (
        id TEXT PRIMARY KEY NOT NULL,
        realm_id TEXT NOT NULL REFERENCES realm (id) ON DELETE CASCADE,
        parent_id TEXT REFERENCES user_group (id) ON DELETE CASCADE,
        document TEXT NOT NULL,
        name TEXT NOT NULL GENERATED ALWAYS AS (document ->> '$.name') VIRTUAL
    ) STRICT;
    CREATE UNIQUE INDEX user_group_name ON user_group (realm_id, ifnull(parent_id, ''), name);
    CREATE INDEX user_group_parent ON user_group (parent_id) WHERE parent_id IS NOT NULL;

    CREATE TABLE group_member (
        user_id TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE,
        group_id TEXT NOT NULL REFERENCES user_group (id) ON DELETE CASCADE,
        PRIMARY KEY (user_id, group_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX group_member_group ON group_member (group_id);

    CREATE TABLE default_group (
        realm_id TEXT NOT NULL REFERENCES realm (id) ON DELETE CASCADE,
        group_id TEXT NOT NULL REFERENCES user_group (id) ON DELETE CASCADE,
        UNIQUE (realm_id, group_id)
    ) STRICT;
    CREATE INDEX default_group_group ON default_group (group_id);

    CREATE TABLE credential (
        id TEXT PRIMARY KEY NOT NULL,
        user_id TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE,
        priority INTEGER NOT NULL,
        document TEXT NOT NULL
    ) STRICT;
    CREATE INDEX credential_user ON credential (user_id, priority);

    CREATE TABLE role_of_user (
        user_id TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE,
        role_id TEXT NOT NULL REFERENCES role (id) ON DELETE CASCADE,
        PRIMARY KEY (user_id, role_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX role_of_user_role ON role_of_user (role_id);

    CREATE TABLE role_of_group (
        group_id TEXT NOT NULL REFERENCES user_group (id) ON DELETE CASCADE,
        role_id TEXT NOT NULL REFERENCES role (id) ON DELETE CASCADE,
        PRIMARY KEY (group_id, role_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX role_of_group_role ON role_of_group (role_id);

    CREATE TABLE role_of_client (
        client_id TEXT NOT NULL REFERENCES client (id) ON DELETE CASCADE,
        role_id TEXT NOT NULL REFERENCES role (id) ON DELETE CASCADE,
        PRIMARY KEY (client_id, role_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX role_of_client_role ON role_of_client (role_id);

    CREATE TABLE role_of_client_scope (
        scope_id TEXT NOT NULL REFERENCES client_scope (id) ON DELETE CASCADE,
        role_id TEXT NOT NULL REFERENCES role (id) ON DELETE CASCADE,
        PRIMARY KEY (scope_id, role_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX role_of_client_scope_role ON role_of_client_scope (role_id);
    """

private let schemaOfFlowsAndSessions = """
    CREATE TABLE component (
        id TEXT PRIMARY KEY NOT NULL,
        realm_id TEXT NOT NULL REFERENCES realm (id) ON DELETE CASCADE,
        document TEXT NOT NULL,
        provider_type TEXT GENERATED ALWAYS AS (document ->> '$.providerType') VIRTUAL,
        parent_id TEXT GENERATED ALWAYS AS (document ->> '$.parentId') VIRTUAL,
        name TEXT GENERATED ALWAYS AS (document ->> '$.name') VIRTUAL
    ) STRICT;
    CREATE INDEX component_realm ON component (realm_id, provider_type);

    CREATE TABLE flow (
        id TEXT PRIMARY KEY NOT NULL,
        realm_id TEXT NOT NULL REFERENCES realm (id) ON DELETE CASCADE,
        document TEXT NOT NULL,
        alias TEXT NOT NULL GENERATED ALWAYS AS (document ->> '$.alias') VIRTUAL,
        UNIQUE (realm_id, alias)
    ) STRICT;

    CREATE TABLE authenticator_config (
        id TEXT PRIMARY KEY NOT NULL,
        realm_id TEXT NOT NULL REFERENCES realm (id) ON DELETE CASCADE,
        document TEXT NOT NULL,
        alias TEXT GENERATED ALWAYS AS (document ->> '$.alias') VIRTUAL
    ) STRICT;
    CREATE INDEX authenticator_config_realm ON authenticator_config (realm_id, alias);

    CREATE TABLE execution (
        id TEXT PRIMARY KEY NOT NULL,
        flow_id TEXT NOT NULL REFERENCES flow (id) ON DELETE CASCADE,
        subflow_id TEXT REFERENCES flow (id) ON DELETE CASCADE,
        config_id TEXT REFERENCES authenticator_config (id) ON DELETE SET NULL,
        priority INTEGER NOT NULL,
        document TEXT NOT NULL
    ) STRICT;
    CREATE INDEX execution_flow ON execution (flow_id, priority);
    CREATE INDEX execution_subflow ON execution (subflow_id) WHERE subflow_id IS NOT NULL;
    CREATE INDEX execution_config ON execution (config_id) WHERE config_id IS NOT NULL;

    CREATE TABLE required_action (
        id TEXT PRIMARY KEY NOT NULL,
        realm_id TEXT NOT NULL REFERENCES realm (id) ON DELETE CASCADE,
        document TEXT NOT NULL,
        alias TEXT NOT NULL GENERATED ALWAYS AS (document ->> '$.alias') VIRTUAL,
        UNIQUE (realm_id, alias)
    ) STRICT;

    CREATE TABLE user_session (
        id TEXT NOT NULL,
        offline INTEGER NOT NULL,
        realm_id TEXT NOT NULL REFERENCES realm (id) ON DELETE CASCADE,
        user_id TEXT NOT NULL REFERENCES user (id) ON DELETE CASCADE,
        username TEXT NOT NULL,
        ip_address TEXT NOT NULL,
        started INTEGER NOT NULL,
        last_access INTEGER NOT NULL,
        remember_me INTEGER NOT NULL,
        notes TEXT NOT NULL,
        PRIMARY KEY (id, offline)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX user_session_user ON user_session (user_id);
    CREATE INDEX user_session_realm ON user_session (realm_id, offline);

    CREATE TABLE client_session (
        session_id TEXT NOT NULL,
        client_id TEXT NOT NULL REFERENCES client (id) ON DELETE CASCADE,
        offline INTEGER NOT NULL,
        started INTEGER NOT NULL,
        last_access INTEGER NOT NULL,
        notes TEXT NOT NULL,
        PRIMARY KEY (session_id, offline, client_id),
        FOREIGN KEY (session_id, offline) REFERENCES user_session (id, offline) ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX client_session_client ON client_session (client_id);

    CREATE TABLE revoked_token (
        token_id TEXT PRIMARY KEY NOT NULL,
        realm_id TEXT NOT NULL REFERENCES realm (id) ON DELETE CASCADE,
        until INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX revoked_token_realm ON revoked_token (realm_id, until);
    """

// Sessions that are there already get the life that their realm's settings give them; no client's part ends before them.
private let schemaOfExpiry = """
    ALTER TABLE user_session ADD COLUMN expires INTEGER;
    UPDATE user_session SET expires = (
        SELECT CASE WHEN offline THEN last_access + ifnull(document ->> '$.offlineSessionIdleTimeout', 2592000)
        ELSE min(
            last_access + ifnull(document ->> '$.ssoSessionIdleTimeout', 1800),
            started + ifnull(document ->> '$.ssoSessionMaxLifespan', 36000)) END
        FROM realm WHERE realm.id = user_session.realm_id);
    CREATE INDEX user_session_expires ON user_session (expires);

    ALTER TABLE client_session ADD COLUMN expires INTEGER;
    CREATE INDEX client_session_expires ON client_session (expires) WHERE expires IS NOT NULL;

    DROP INDEX revoked_token_realm;
    ALTER TABLE revoked_token RENAME COLUMN until TO expires;
    CREATE INDEX revoked_token_realm ON revoked_token (realm_id);
    CREATE INDEX revoked_token_expires ON revoked_token (expires);
    """

// Twelve keys shipped when nobody noted which of them were used.
private let schemaOfHiddenRealms = """
    CREATE TABLE hidden_realm (
        realm_id TEXT PRIMARY KEY NOT NULL REFERENCES realm (id) ON DELETE CASCADE
    ) STRICT, WITHOUT ROWID;

    -- A group is younger than the one it is in: by this they can go from the leaves on.
    CREATE INDEX user_group_realm ON user_group (realm_id);

    CREATE TABLE shipped_key (used INTEGER NOT NULL) STRICT;
    INSERT INTO shipped_key SELECT iif(EXISTS (SELECT 1 FROM realm), 12, 0);
    """

// A role that goes is looked for among the realms' default roles.
private let schemaOfDefaultRoles = """
    CREATE INDEX realm_default_role ON realm (default_role_id);
    """
