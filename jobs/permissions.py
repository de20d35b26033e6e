from organizations.models import Role


def can_retry_job(me, job):
    return me.organization_id == job.organization_id and (
        me.role in {Role.CURATOR, Role.ADMINISTRATOR} or job.created_by_id == me.user_id
    )
