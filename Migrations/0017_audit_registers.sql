-- What the registers of staff, devices and programs say of each change, now that they have what they have. A table that is
-- built anew loses its triggers.

DROP TRIGGER audit_staff;

-- Wrong tries are counted in the same row until they lock it: they are recorded as refusals.
CREATE TRIGGER audit_staff AFTER UPDATE ON staff
WHEN old.user_name IS NOT new.user_name OR
    old.registration_number IS NOT new.registration_number OR
    old.qualification IS NOT new.qualification OR
    old.provider_id IS NOT new.provider_id OR
    old.active_from IS NOT new.active_from OR
    old.active_to IS NOT new.active_to OR
    old.ended_at IS NOT new.ended_at OR
    (old.locked_at IS NOT NULL AND new.locked_at IS NULL)
BEGIN
    INSERT INTO audit_change (event, entity, entity_id, before, after)
    VALUES (
        (SELECT coalesce(max(sequence), 0) + 1 FROM audit_event), 'staff', new.id,
        '{' || '"user_name":' || coalesce('"' || replace(replace(old.user_name, '\', '\\'), '"', '\"') || '"', 'null') || ',' ||
            '"registration_number":' || coalesce('"' || replace(replace(old.registration_number, '\', '\\'), '"', '\"') || '"', 'null') || ',' ||
            '"qualification":' || coalesce('"' || replace(replace(old.qualification, '\', '\\'), '"', '\"') || '"', 'null') || ',' ||
            '"provider_id":' || coalesce('"' || replace(replace(old.provider_id, '\', '\\'), '"', '\"') || '"', 'null') || ',' ||
            '"active_from":' || coalesce('"' || old.active_from || '"', 'null') || ',' ||
            '"active_to":' || coalesce('"' || old.active_to || '"', 'null') || ',' ||
            '"ended_at":' || coalesce(old.ended_at, 'null') || ',' ||
            '"locked_at":' || coalesce(old.locked_at, 'null') || '}',
        '{' || '"user_name":' || coalesce('"' || replace(replace(new.user_name, '\', '\\'), '"', '\"') || '"', 'null') || ',' ||
            '"registration_number":' || coalesce('"' || replace(replace(new.registration_number, '\', '\\'), '"', '\"') || '"', 'null') || ',' ||
            '"qualification":' || coalesce('"' || replace(replace(new.qualification, '\', '\\'), '"', '\"') || '"', 'null') || ',' ||
            '"provider_id":' || coalesce('"' || replace(replace(new.provider_id, '\', '\\'), '"', '\"') || '"', 'null') || ',' ||
            '"active_from":' || coalesce('"' || new.active_from || '"', 'null') || ',' ||
            '"active_to":' || coalesce('"' || new.active_to || '"', 'null') || ',' ||
            '"ended_at":' || coalesce(new.ended_at, 'null') || ',' ||
            '"locked_at":' || coalesce(new.locked_at, 'null') || '}');
END;

CREATE TRIGGER audit_device_registered AFTER INSERT ON device
BEGIN
    INSERT INTO audit_change (event, entity, entity_id, after)
    VALUES (
        (SELECT coalesce(max(sequence), 0) + 1 FROM audit_event), 'device', new.id,
        '{' || '"name":' || coalesce('"' || replace(replace(new.name, '\', '\\'), '"', '\"') || '"', 'null') || ',' ||
            '"kind":' || coalesce('"' || new.kind || '"', 'null') || ',' ||
            '"room":' || coalesce('"' || replace(replace(new.room, '\', '\\'), '"', '\"') || '"', 'null') || '}');
END;

CREATE TRIGGER audit_device AFTER UPDATE ON device
BEGIN
    INSERT INTO audit_change (event, entity, entity_id, before, after)
    VALUES (
        (SELECT coalesce(max(sequence), 0) + 1 FROM audit_event), 'device', new.id,
        '{' || '"name":' || coalesce('"' || replace(replace(old.name, '\', '\\'), '"', '\"') || '"', 'null') || ',' ||
            '"kind":' || coalesce('"' || old.kind || '"', 'null') || ',' ||
            '"room":' || coalesce('"' || replace(replace(old.room, '\', '\\'), '"', '\"') || '"', 'null') || ',' ||
            '"registered_at":' || coalesce(old.registered_at, 'null') || ',' ||
            '"revoked_at":' || coalesce(old.revoked_at, 'null') || '}',
        '{' || '"name":' || coalesce('"' || replace(replace(new.name, '\', '\\'), '"', '\"') || '"', 'null') || ',' ||
            '"kind":' || coalesce('"' || new.kind || '"', 'null') || ',' ||
            '"room":' || coalesce('"' || replace(replace(new.room, '\', '\\'), '"', '\"') || '"', 'null') || ',' ||
            '"registered_at":' || coalesce(new.registered_at, 'null') || ',' ||
            '"revoked_at":' || coalesce(new.revoked_at, 'null') || '}');
END;

CREATE TRIGGER audit_client_added AFTER INSERT ON api_client
BEGIN
    INSERT INTO audit_change (event, entity, entity_id, after)
    VALUES (
        (SELECT coalesce(max(sequence), 0) + 1 FROM audit_event), 'client', new.id,
        '{' || '"name":' || coalesce('"' || replace(replace(new.name, '\', '\\'), '"', '\"') || '"', 'null') || ',' ||
            '"expires_at":' || coalesce(new.expires_at, 'null') || '}');
END;

CREATE TRIGGER audit_client AFTER UPDATE ON api_client
BEGIN
    INSERT INTO audit_change (event, entity, entity_id, before, after)
    VALUES (
        (SELECT coalesce(max(sequence), 0) + 1 FROM audit_event), 'client', new.id,
        '{' || '"name":' || coalesce('"' || replace(replace(old.name, '\', '\\'), '"', '\"') || '"', 'null') || ',' ||
            '"revoked_at":' || coalesce(old.revoked_at, 'null') || '}',
        '{' || '"name":' || coalesce('"' || replace(replace(new.name, '\', '\\'), '"', '\"') || '"', 'null') || ',' ||
            '"revoked_at":' || coalesce(new.revoked_at, 'null') || '}');
END;
