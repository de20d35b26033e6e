"""Routes of campaigns: who is asked what, until when, and who has not answered yet."""

from django.urls import path

from surveys.views import campaigns, inviting, planning

urlpatterns = [
    path("", campaigns.campaigns_list, name="campaigns"),
    path("campaigns/add/", planning.campaign_add, name="campaign_add"),
    path("campaigns/<int:pk>/", campaigns.campaign_detail, name="campaign"),
    path("campaigns/<int:pk>/edit/", planning.campaign_edit, name="campaign_edit"),
    path("campaigns/<int:pk>/open/", planning.campaign_open, name="campaign_open"),
    path("campaigns/<int:pk>/close/", planning.campaign_close, name="campaign_close"),
    path("campaigns/<int:pk>/reopen/", planning.campaign_reopen, name="campaign_reopen"),
    path("campaigns/<int:pk>/remove/", planning.campaign_remove, name="campaign_remove"),
    path("campaigns/<int:pk>/invite/", inviting.campaign_invite, name="campaign_invite"),
    path("campaigns/<int:pk>/letters/", inviting.campaign_letters, name="campaign_letters"),
    path("campaigns/<int:pk>/slips/", inviting.campaign_slips, name="campaign_slips"),
    path("campaigns/<int:pk>/common/", inviting.campaign_common, name="campaign_common"),
    path("campaigns/<int:pk>/poster/", inviting.campaign_poster, name="campaign_poster"),
    path("invitations/<int:pk>/withdraw/", inviting.invitation_withdraw, name="invitation_withdraw"),
    path("invitations/<int:pk>/renew/", inviting.invitation_renew, name="invitation_renew"),
]
