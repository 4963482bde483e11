"""What Microsoft's Python SDK does with the emulator: python.py URL documented|observed. Prints one JSON line a step."""

import asyncio
import json
import sys

from azure.core.credentials import AccessToken
from kiota_abstractions.api_error import APIError
from msgraph import GraphServiceClient
from msgraph.generated.device_management.device_compliance_policies.item.assign.assign_post_request_body import (
    AssignPostRequestBody,
)
from msgraph.generated.models.device_compliance_policy_assignment import DeviceCompliancePolicyAssignment
from msgraph.generated.models.group_assignment_target import GroupAssignmentTarget
from msgraph.graph_request_adapter import GraphRequestAdapter
from kiota_authentication_azure.azure_identity_authentication_provider import AzureIdentityAuthenticationProvider

POLICY = "c0000000-0000-4000-8000-000000000001"
GROUP = "a0000000-0000-4000-8000-000000000001"


class Credential:
    async def get_token(self, *scopes, **options):
        return AccessToken("any-token", 4102444800)

    async def close(self):
        pass


def say(step, result):
    print(json.dumps({"step": step, "result": result}))


async def attempt(step, work):
    try:
        say(step, await work())
    except APIError as error:
        say(step, {"status": error.response_status_code, "code": getattr(error.error, "code", None)})


async def main(url):
    provider = AzureIdentityAuthenticationProvider(Credential(), allowed_hosts=["127.0.0.1", "localhost"])
    adapter = GraphRequestAdapter(provider)
    adapter.base_url = f"{url}/v1.0"
    client = GraphServiceClient(request_adapter=adapter)
    policies = client.device_management.device_compliance_policies
    policy = policies.by_device_compliance_policy_id(POLICY)

    async def listed():
        page = await policies.get()
        names = [each.display_name for each in page.value]
        while page.odata_next_link:
            page = await policies.with_url(page.odata_next_link).get()
            names += [each.display_name for each in page.value]
        return names

    def to_group():
        target = GroupAssignmentTarget(odata_type="#microsoft.graph.groupAssignmentTarget", group_id=GROUP)
        return DeviceCompliancePolicyAssignment(target=target)

    async def assigned():
        await policy.assign.post(AssignPostRequestBody(assignments=[to_group()]))
        entries = (await policy.assignments.get()).value
        return [[type(each.target).__name__, each.target.group_id] for each in entries]

    async def cleared():
        await policy.assign.post(AssignPostRequestBody(assignments=[]))
        return len((await policy.assignments.get()).value)

    async def created():
        entry = await policy.assignments.post(to_group())
        await policy.assignments.by_device_compliance_policy_assignment_id(entry.id).delete()
        return "created and deleted"

    async def got():
        return type(await policy.get()).__name__

    async def missing():
        await policies.by_device_compliance_policy_id("11111111-1111-4111-8111-111111111111").get()

    for step, work in {
        "list, page by page": listed,
        "get": got,
        "assign and read": assigned,
        "clear": cleared,
        "create and delete one": created,
        "get what is not there": missing,
    }.items():
        await attempt(step, work)


asyncio.run(main(sys.argv[1]))
